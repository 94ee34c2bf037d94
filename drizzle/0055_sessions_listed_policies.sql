-- A person sees and ends their own sessions; not the hash by which one is recognised.
GRANT SELECT (id, user_id, created_at, last_seen_at, expires), DELETE ON sessions TO concord_app;
--> statement-breakpoint
CREATE POLICY sessions_own ON sessions FOR SELECT TO concord_app USING (user_id = (SELECT concord_user()));
--> statement-breakpoint
CREATE POLICY sessions_end ON sessions FOR DELETE TO concord_app USING (user_id = (SELECT concord_user()));
