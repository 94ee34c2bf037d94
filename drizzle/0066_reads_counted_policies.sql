-- Nobody who asks may read who has read how often: the portal's own work alone counts them.
ALTER TABLE reads_counted ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE reads_counted FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON reads_counted TO concord_system;
--> statement-breakpoint
CREATE POLICY reads_counted_system ON reads_counted TO concord_system USING ((SELECT concord_itself())) WITH CHECK ((SELECT concord_itself()));
