-- A row-level policy cannot say which columns may change. Publishing an answer changes that one flag
-- and nothing the company wrote.
CREATE FUNCTION concord_answer_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF concord_secretariat() AND to_jsonb(NEW) - 'published' IS DISTINCT FROM to_jsonb(OLD) - 'published' THEN
		RAISE EXCEPTION 'the secretariat does not change what a company answered' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER answers_kept BEFORE UPDATE ON answers
	FOR EACH ROW EXECUTE FUNCTION concord_answer_kept();
--> statement-breakpoint
-- A published summary is superseded by another edition, never edited.
CREATE FUNCTION concord_summary_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.state IN ('published', 'superseded') AND to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state' THEN
		RAISE EXCEPTION 'a published summary is not edited' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER summaries_kept BEFORE UPDATE ON summaries
	FOR EACH ROW EXECUTE FUNCTION concord_summary_kept();
