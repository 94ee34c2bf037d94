-- Nobody who asks may read who has tried to sign in: the portal's own work alone counts them.
ALTER TABLE sign_in_attempts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE sign_in_attempts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempts TO concord_system;
--> statement-breakpoint
CREATE POLICY sign_in_attempts_system ON sign_in_attempts TO concord_system USING ((SELECT concord_itself())) WITH CHECK ((SELECT concord_itself()));
