-- A company that was asked also reads that, and why, the finding was dropped.
DROP POLICY findings_read ON findings;
--> statement-breakpoint
CREATE POLICY findings_read ON findings FOR SELECT TO concord_app
	USING (state = 'published' OR organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()));
--> statement-breakpoint
-- A row-level policy cannot say which columns may change, nor count days. A gap is never published before the
-- company has replied or its days are over, and has seven of them at least; what was recorded stays as it was.
CREATE FUNCTION concord_finding_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	today date := (now() AT TIME ZONE 'UTC')::date;
BEGIN
	IF NOT concord_secretariat() THEN
		RETURN NEW;
	END IF;
	IF TG_OP = 'INSERT' THEN
		IF NEW.state = 'dropped' OR (NEW.direction = 'gap' AND NEW.state <> 'awaiting_reply') OR (NEW.state = 'awaiting_reply' AND NEW.reply_until < today + 7) THEN
			RAISE EXCEPTION 'a company is asked, for seven days at least, before a gap is published' USING ERRCODE = 'check_violation';
		END IF;
		RETURN NEW;
	END IF;
	IF to_jsonb(NEW) - '{state,published_at,dropped_reason}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{state,published_at,dropped_reason}'::text[] THEN
		RAISE EXCEPTION 'what a finding says is not edited' USING ERRCODE = 'check_violation';
	END IF;
	IF NEW.state = 'published' AND NEW.reply_until >= today AND NOT EXISTS (SELECT FROM finding_replies r WHERE r.finding_id = NEW.id) THEN
		RAISE EXCEPTION 'the company still has time to reply' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER findings_kept BEFORE INSERT OR UPDATE ON findings
	FOR EACH ROW EXECUTE FUNCTION concord_finding_kept();
--> statement-breakpoint
-- A company rewords its reply; it does not move it to another finding or back-date it.
CREATE FUNCTION concord_finding_reply_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.finding_id, NEW.organisation_id, NEW.replied_at) IS DISTINCT FROM (OLD.finding_id, OLD.organisation_id, OLD.replied_at) THEN
		RAISE EXCEPTION 'a reply stays with its finding and its day' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER finding_replies_kept BEFORE UPDATE ON finding_replies
	FOR EACH ROW EXECUTE FUNCTION concord_finding_reply_kept();
--> statement-breakpoint
-- When each revision of a published assessment was submitted is public; what it said is not.
CREATE POLICY assessment_steps_submitted ON assessment_steps FOR SELECT TO concord_app
	USING (state = 'submitted' AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.disclosed));
