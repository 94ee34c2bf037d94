-- What was published stays readable when it is withdrawn: whoever cited it finds it, marked, with the reason.
ALTER POLICY summaries_read ON summaries
	USING (state IN ('published', 'superseded', 'withdrawn') OR (SELECT concord_secretariat()));
--> statement-breakpoint
ALTER POLICY summaries_publish ON summaries
	USING (state IN ('in_review', 'published', 'superseded') AND (SELECT concord_secretariat('publisher','administrator')))
	WITH CHECK (state IN ('published', 'superseded', 'withdrawn') AND (SELECT concord_secretariat('publisher','administrator')));
--> statement-breakpoint
DROP TRIGGER summaries_transition ON summaries;
--> statement-breakpoint
CREATE TRIGGER summaries_transition BEFORE UPDATE OF state ON summaries
	FOR EACH ROW EXECUTE FUNCTION concord_transition('draft>in_review', 'in_review>draft', 'in_review>published', 'published>superseded', 'published>withdrawn', 'superseded>withdrawn');
--> statement-breakpoint
-- A published summary is superseded by another edition or withdrawn with a reason, never edited.
CREATE OR REPLACE FUNCTION concord_summary_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	may_change text[] := CASE WHEN NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn'
		THEN ARRAY['state', 'withdrawn_at', 'withdrawal_reason_en', 'withdrawal_reason_fr'] ELSE ARRAY['state'] END;
BEGIN
	IF OLD.state IN ('published', 'superseded', 'withdrawn') AND to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
		RAISE EXCEPTION 'a published summary is not edited' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
ALTER POLICY summary_packages_read ON summary_packages
	USING ((SELECT concord_secretariat()) OR EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('published', 'superseded', 'withdrawn')));
