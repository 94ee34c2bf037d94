-- The token by which a program asks, as `withActor` set it for this transaction. Unset means: a person, or the public.
CREATE FUNCTION concord_token() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('concord.token', true), '')::uuid $$;
--> statement-breakpoint
-- An organisation's token acts under an account of its own, of the same id. No mail reaches its address (RFC 2606),
-- and whoever names the id of a person is refused, since that is taken.
CREATE FUNCTION concord_token_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	IF NEW.membership_id IS NULL THEN
		INSERT INTO users (id, name, email) VALUES (NEW.id, NEW.name, NEW.id || '@tokens.invalid');
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
DO $$ BEGIN
	EXECUTE format('ALTER FUNCTION concord_token_account() SET search_path = %I, pg_temp', current_schema());
END $$;
--> statement-breakpoint
CREATE TRIGGER api_tokens_account BEFORE INSERT ON api_tokens
	FOR EACH ROW EXECUTE FUNCTION concord_token_account();
--> statement-breakpoint
ALTER TABLE api_tokens ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE api_tokens FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON api_tokens TO concord_system;
--> statement-breakpoint
CREATE POLICY api_tokens_system ON api_tokens TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Not its hash, which nobody but the portal itself needs to read.
GRANT SELECT (id, organisation_id, user_id, membership_id, name, scopes, created_by, created_at, expires_at, revoked_at, revoked_by, last_used_on), INSERT, UPDATE (revoked_at, revoked_by) ON api_tokens TO concord_app;
--> statement-breakpoint
-- An organisation's token is known to all who work for it; a person's to that person and to who manages its people.
CREATE POLICY api_tokens_read ON api_tokens FOR SELECT TO concord_app
	USING (user_id = (SELECT concord_user())
		OR (organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) AND membership_id IS NULL)
		OR organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[])
		OR (SELECT concord_secretariat('administrator')));
--> statement-breakpoint
-- A person makes tokens of their own membership, an approver those of the organisation; a program makes none.
CREATE POLICY api_tokens_add ON api_tokens FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_token()) IS NULL AND created_by = (SELECT concord_user()) AND revoked_at IS NULL AND counted = 0 AND (
		(membership_id IS NULL AND organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]))
		OR (user_id = (SELECT concord_user()) AND organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[])
			AND EXISTS (SELECT FROM memberships m WHERE m.id = membership_id AND m.user_id = (SELECT concord_user()) AND m.organisation_id = api_tokens.organisation_id AND m.ended_at IS NULL))));
--> statement-breakpoint
-- The one change there is: to end it.
CREATE POLICY api_tokens_revoke ON api_tokens FOR UPDATE TO concord_app
	USING ((SELECT concord_token()) IS NULL AND revoked_at IS NULL AND (
		user_id = (SELECT concord_user())
		OR organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[])
		OR (SELECT concord_secretariat('administrator'))))
	WITH CHECK (revoked_at IS NOT NULL AND revoked_by = (SELECT concord_user()));
--> statement-breakpoint
-- Whose name stands beside what a program wrote.
CREATE POLICY users_read_accounts ON users FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM api_tokens t WHERE t.user_id = users.id AND t.membership_id IS NULL));
--> statement-breakpoint
ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO concord_system;
--> statement-breakpoint
CREATE POLICY idempotency_keys_system ON idempotency_keys TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (status, headers, body) ON idempotency_keys TO concord_app;
--> statement-breakpoint
CREATE POLICY idempotency_keys_read ON idempotency_keys FOR SELECT TO concord_app
	USING (token_id = (SELECT concord_token()));
--> statement-breakpoint
CREATE POLICY idempotency_keys_add ON idempotency_keys FOR INSERT TO concord_app
	WITH CHECK (token_id = (SELECT concord_token()));
--> statement-breakpoint
CREATE POLICY idempotency_keys_answer ON idempotency_keys FOR UPDATE TO concord_app
	USING (token_id = (SELECT concord_token()) AND status IS NULL)
	WITH CHECK (token_id = (SELECT concord_token()));
