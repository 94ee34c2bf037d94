-- The numbers of a text are read and written as its figures are.
ALTER TABLE summary_numbers ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE summary_numbers FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON summary_numbers TO concord_system;
--> statement-breakpoint
CREATE POLICY summary_numbers_system ON summary_numbers TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON summary_numbers TO concord_app;
--> statement-breakpoint
CREATE POLICY summary_numbers_read ON summary_numbers FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM summaries s WHERE s.id = summary_id));
--> statement-breakpoint
CREATE POLICY summary_numbers_add ON summary_numbers FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')));
--> statement-breakpoint
CREATE POLICY summary_numbers_change ON summary_numbers FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')))
	WITH CHECK ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')));
--> statement-breakpoint
CREATE POLICY summary_numbers_remove ON summary_numbers FOR DELETE TO concord_app
	USING ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')));
