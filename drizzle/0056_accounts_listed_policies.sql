-- A person sees that they have connected an account, and ends that; not which account it is, and connects none themselves.
GRANT SELECT (user_id, provider), DELETE ON accounts TO concord_app;
--> statement-breakpoint
CREATE POLICY accounts_own ON accounts FOR SELECT TO concord_app USING (user_id = (SELECT concord_user()));
--> statement-breakpoint
CREATE POLICY accounts_end ON accounts FOR DELETE TO concord_app USING (user_id = (SELECT concord_user()));
