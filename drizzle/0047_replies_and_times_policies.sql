ALTER TABLE summary_replies ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE summary_replies FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON summary_replies TO concord_system;
--> statement-breakpoint
CREATE POLICY summary_replies_system ON summary_replies TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON summary_replies TO concord_app;
--> statement-breakpoint
CREATE POLICY summary_replies_read ON summary_replies FOR SELECT TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat())
		OR (state = 'published' AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('published', 'superseded', 'withdrawn'))));
--> statement-breakpoint
CREATE POLICY summary_replies_ask ON summary_replies FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()) AND asked_by = (SELECT concord_user()) AND state = 'awaiting_reply' AND replied_at IS NULL
		AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')));
--> statement-breakpoint
CREATE POLICY summary_replies_reply ON summary_replies FOR UPDATE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND state = 'awaiting_reply' AND due_on >= (now() AT TIME ZONE 'UTC')::date)
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND state = 'awaiting_reply' AND replied_by = (SELECT concord_user()));
--> statement-breakpoint
CREATE POLICY summary_replies_settle ON summary_replies FOR UPDATE TO concord_app
	USING (state = 'awaiting_reply' AND (SELECT concord_secretariat()))
	WITH CHECK ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id
		AND ((summary_replies.state = 'dropped' AND s.state IN ('draft', 'in_review'))
			OR (summary_replies.state = 'published' AND s.state = 'published' AND (SELECT concord_secretariat('publisher','administrator'))))));
--> statement-breakpoint
-- A row-level policy cannot say which columns may change, nor count days: an organisation has seven of them at least,
-- what it was shown stays as it was, and what it replied is its own.
CREATE FUNCTION concord_summary_reply_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	open text[] := CASE WHEN concord_secretariat() THEN '{state,dropped_reason}'::text[]
		ELSE '{reply_en,reply_fr,replied_by,replied_at,changed_at,version}'::text[] END;
BEGIN
	IF current_user <> 'concord_app' THEN
		RETURN NEW;
	END IF;
	IF TG_OP = 'INSERT' THEN
		IF NEW.due_on < (now() AT TIME ZONE 'UTC')::date + 7 THEN
			RAISE EXCEPTION 'an organisation has seven days at least to reply' USING ERRCODE = 'check_violation';
		END IF;
		RETURN NEW;
	END IF;
	IF to_jsonb(NEW) - open IS DISTINCT FROM to_jsonb(OLD) - open OR (OLD.replied_at IS NOT NULL AND NEW.replied_at IS DISTINCT FROM OLD.replied_at) THEN
		RAISE EXCEPTION 'what an organisation was shown and when it replied is not changed' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER summary_replies_kept BEFORE INSERT OR UPDATE ON summary_replies
	FOR EACH ROW EXECUTE FUNCTION concord_summary_reply_kept();
--> statement-breakpoint
-- A time for its publication is set by a publisher, and can be called back by everyone of the secretariat until then.
ALTER POLICY summaries_publish ON summaries
	USING (state IN ('in_review', 'published', 'superseded') AND (SELECT concord_secretariat('publisher','administrator')))
	WITH CHECK (state IN ('scheduled', 'published', 'superseded', 'withdrawn') AND (SELECT concord_secretariat('publisher','administrator')));
--> statement-breakpoint
CREATE POLICY summaries_call_back ON summaries FOR UPDATE TO concord_app
	USING (state = 'scheduled' AND (SELECT concord_secretariat()))
	WITH CHECK (state = 'in_review' AND (SELECT concord_secretariat()));
--> statement-breakpoint
DROP TRIGGER summaries_transition ON summaries;
--> statement-breakpoint
CREATE TRIGGER summaries_transition BEFORE UPDATE OF state ON summaries
	FOR EACH ROW EXECUTE FUNCTION concord_transition('draft>in_review', 'in_review>draft', 'in_review>scheduled', 'scheduled>in_review', 'in_review>published', 'scheduled>published', 'published>superseded', 'published>withdrawn', 'superseded>withdrawn');
--> statement-breakpoint
-- What a publisher has read and set a time for is what is published, in the name of that publisher, by the portal itself;
-- and nothing is while an organisation that was asked has neither replied nor let its days go by.
CREATE FUNCTION concord_summary_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.state = 'scheduled' AND (NEW.slug, NEW.edition, NEW.title_en, NEW.title_fr, NEW.body_en, NEW.body_fr, NEW.correction_note_en, NEW.correction_note_fr, NEW.authors)
		IS DISTINCT FROM (OLD.slug, OLD.edition, OLD.title_en, OLD.title_fr, OLD.body_en, OLD.body_fr, OLD.correction_note_en, OLD.correction_note_fr, OLD.authors) THEN
		RAISE EXCEPTION 'a summary that waits for its time is not edited' USING ERRCODE = 'check_violation';
	END IF;
	IF NEW.state = 'scheduled' AND (NEW.publish_at, NEW.scheduled_by) IS DISTINCT FROM (OLD.publish_at, OLD.scheduled_by)
		AND (OLD.state = 'scheduled' OR NEW.scheduled_by IS DISTINCT FROM concord_user()) THEN
		RAISE EXCEPTION 'who sets a time does so in their own name' USING ERRCODE = 'check_violation';
	END IF;
	IF NEW.state = 'published' AND OLD.state = 'scheduled'
		AND (current_user = 'concord_app' OR NEW.published_by IS DISTINCT FROM OLD.scheduled_by) THEN
		RAISE EXCEPTION 'a summary that waits for its time is published at it, for who set it' USING ERRCODE = 'check_violation';
	END IF;
	IF NEW.state = 'published' AND OLD.state <> 'published' AND EXISTS (SELECT FROM summary_replies r WHERE r.summary_id = NEW.id
		AND r.state = 'awaiting_reply' AND r.replied_at IS NULL AND r.due_on >= (now() AT TIME ZONE 'UTC')::date) THEN
		RAISE EXCEPTION 'an organisation still has time to reply' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER summaries_in_time BEFORE UPDATE ON summaries
	FOR EACH ROW EXECUTE FUNCTION concord_summary_in_time();
