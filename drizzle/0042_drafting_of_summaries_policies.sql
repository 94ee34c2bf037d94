-- What the secretariat writes about a summary in work is its own, before the summary is published and afterwards.
ALTER TABLE summary_sections ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE summary_sections FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON summary_sections TO concord_system;
--> statement-breakpoint
CREATE POLICY summary_sections_system ON summary_sections TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON summary_sections TO concord_app;
--> statement-breakpoint
CREATE POLICY summary_sections_read ON summary_sections FOR SELECT TO concord_app
	USING ((SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY summary_sections_add ON summary_sections FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')));
--> statement-breakpoint
CREATE POLICY summary_sections_change ON summary_sections FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')))
	WITH CHECK ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')));
--> statement-breakpoint
CREATE POLICY summary_sections_remove ON summary_sections FOR DELETE TO concord_app
	USING ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')));
--> statement-breakpoint
ALTER TABLE summary_comments ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE summary_comments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON summary_comments TO concord_system;
--> statement-breakpoint
CREATE POLICY summary_comments_system ON summary_comments TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON summary_comments TO concord_app;
--> statement-breakpoint
CREATE POLICY summary_comments_read ON summary_comments FOR SELECT TO concord_app
	USING ((SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY summary_comments_add ON summary_comments FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()) AND written_by = (SELECT concord_user())
		AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')));
--> statement-breakpoint
CREATE POLICY summary_comments_resolve ON summary_comments FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')))
	WITH CHECK ((SELECT concord_secretariat()) AND (resolved_by IS NULL OR resolved_by = (SELECT concord_user())));
--> statement-breakpoint
-- A comment is resolved and opened again; what was said, by whom and of what, stays.
CREATE FUNCTION concord_summary_comment_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF to_jsonb(NEW) - ARRAY['resolved_at', 'resolved_by'] IS DISTINCT FROM to_jsonb(OLD) - ARRAY['resolved_at', 'resolved_by'] THEN
		RAISE EXCEPTION 'a comment is not reworded' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER summary_comments_kept BEFORE UPDATE ON summary_comments
	FOR EACH ROW EXECUTE FUNCTION concord_summary_comment_kept();
--> statement-breakpoint
ALTER TABLE summary_presence ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE summary_presence FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON summary_presence TO concord_system;
--> statement-breakpoint
CREATE POLICY summary_presence_system ON summary_presence TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON summary_presence TO concord_app;
--> statement-breakpoint
CREATE POLICY summary_presence_read ON summary_presence FOR SELECT TO concord_app
	USING ((SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY summary_presence_add ON summary_presence FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()) AND user_id = (SELECT concord_user())
		AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')));
--> statement-breakpoint
CREATE POLICY summary_presence_change ON summary_presence FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()) AND user_id = (SELECT concord_user()))
	WITH CHECK (user_id = (SELECT concord_user())
		AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')));
--> statement-breakpoint
CREATE POLICY summary_presence_remove ON summary_presence FOR DELETE TO concord_app
	USING ((SELECT concord_secretariat()) AND user_id = (SELECT concord_user()));
--> statement-breakpoint
-- A figure that is put in, or a step, is no change of the words: whoever writes them meanwhile overwrites nobody.
CREATE FUNCTION concord_summary_text_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.text_version := OLD.text_version + CASE WHEN
		(NEW.title_en, NEW.title_fr, NEW.body_en, NEW.body_fr, NEW.correction_note_en, NEW.correction_note_fr)
		IS DISTINCT FROM (OLD.title_en, OLD.title_fr, OLD.body_en, OLD.body_fr, OLD.correction_note_en, OLD.correction_note_fr)
		THEN 1 ELSE 0 END;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER summaries_text_version BEFORE UPDATE ON summaries
	FOR EACH ROW EXECUTE FUNCTION concord_summary_text_version();
