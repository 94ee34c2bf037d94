ALTER TABLE summary_packages ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE summary_packages FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- It is compressed already, and read slice by slice: neither wants it compressed again.
ALTER TABLE summary_packages ALTER COLUMN content SET STORAGE EXTERNAL;
--> statement-breakpoint
GRANT SELECT, INSERT ON summary_packages TO concord_system;
--> statement-breakpoint
CREATE POLICY summary_packages_system ON summary_packages TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT ON summary_packages TO concord_app;
--> statement-breakpoint
CREATE POLICY summary_packages_read ON summary_packages FOR SELECT TO concord_app
	USING ((SELECT concord_secretariat()) OR EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('published', 'superseded')));
--> statement-breakpoint
CREATE POLICY summary_packages_add ON summary_packages FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('publisher','administrator')) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state = 'published'));
--> statement-breakpoint
-- What was published with an edition stays as it was: by nobody, the portal's own tasks included, is it changed or taken away.
CREATE FUNCTION concord_package_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the data of a published summary are not changed' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER summary_packages_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON summary_packages
	FOR EACH STATEMENT EXECUTE FUNCTION concord_package_kept();
