-- A person sees, names and removes their own passkeys; by what one is verified, and how often it was used, is the portal's
-- alone, which registers them too. A program does none of it.
ALTER TABLE passkeys ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE passkeys FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT (id, user_id, name, created_at, last_used_at), UPDATE (name), DELETE ON passkeys TO concord_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON passkeys TO concord_system;
--> statement-breakpoint
CREATE POLICY passkeys_system ON passkeys TO concord_system USING ((SELECT concord_itself())) WITH CHECK ((SELECT concord_itself()));
--> statement-breakpoint
-- Whether who asks manages this person: administrators of the secretariat anybody, an approver who works for no other
-- organisation, so that none of them weakens what a person may do for another.
CREATE FUNCTION concord_manages(person uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT concord_token() IS NULL AND (concord_secretariat('administrator') OR coalesce((
		SELECT bool_and(m.organisation_id = ANY (concord_organisations('approves'))) FROM memberships m WHERE m.user_id = person AND m.ended_at IS NULL
	), false))
$$;
--> statement-breakpoint
CREATE POLICY passkeys_seen ON passkeys FOR SELECT TO concord_app USING (
	(SELECT concord_token()) IS NULL AND (user_id = (SELECT concord_user()) OR concord_manages(user_id))
);
--> statement-breakpoint
CREATE POLICY passkeys_rename ON passkeys FOR UPDATE TO concord_app USING ((SELECT concord_token()) IS NULL AND user_id = (SELECT concord_user()));
--> statement-breakpoint
CREATE POLICY passkeys_remove ON passkeys FOR DELETE TO concord_app USING ((SELECT concord_token()) IS NULL AND user_id = (SELECT concord_user()));
--> statement-breakpoint
-- Nobody who asks reads what is to be signed, nor writes it.
ALTER TABLE passkey_challenges ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE passkey_challenges FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON passkey_challenges TO concord_system;
--> statement-breakpoint
CREATE POLICY passkey_challenges_system ON passkey_challenges TO concord_system USING ((SELECT concord_itself())) WITH CHECK ((SELECT concord_itself()));
--> statement-breakpoint
-- The way back for who has lost a passkey: by somebody else's hand, who manages them. Their sessions end too, since what is lost
-- may be found. Returns how many passkeys there were.
CREATE FUNCTION concord_reset_passkeys(person uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	removed integer;
BEGIN
	IF person IS NOT DISTINCT FROM concord_user() OR NOT coalesce(concord_manages(person), false) THEN
		RAISE EXCEPTION 'passkeys are reset by another, who manages their person' USING ERRCODE = 'insufficient_privilege';
	END IF;
	DELETE FROM passkeys p WHERE p.user_id = person;
	GET DIAGNOSTICS removed = ROW_COUNT;
	IF removed > 0 THEN
		DELETE FROM sessions s WHERE s.user_id = person;
	END IF;
	RETURN removed;
END $$;
--> statement-breakpoint
DO $$ BEGIN
	EXECUTE format('ALTER FUNCTION concord_reset_passkeys(uuid) SET search_path = %I, pg_temp', current_schema());
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION concord_reset_passkeys(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION concord_reset_passkeys(uuid) TO concord_app;
--> statement-breakpoint
-- As before, and passkeys go with the account.
CREATE OR REPLACE FUNCTION concord_erase_person(erased uuid, instead text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	own boolean := erased = concord_user();
	gone text;
	lone text;
BEGIN
	IF concord_token() IS NOT NULL OR NOT coalesce(own OR concord_secretariat('administrator'), false) THEN
		RAISE EXCEPTION 'a person erases their own account, an administrator that of somebody who left' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF instead !~ '^A former member( of .+)? / Ancien membre( .+)?$' OR length(instead) > 600 THEN
		RAISE EXCEPTION 'nothing but that somebody was a member takes the place of a name' USING ERRCODE = 'check_violation';
	END IF;
	SELECT u.email INTO gone FROM users u WHERE u.id = erased AND u.email NOT LIKE '%@erased.invalid'
		AND NOT EXISTS (SELECT FROM api_tokens w WHERE w.id = u.id) FOR UPDATE;
	IF gone IS NULL THEN
		RAISE EXCEPTION 'there is no such account' USING ERRCODE = 'no_data_found';
	END IF;
	-- Two who leave at once wait for one another here, so that the second is the last.
	PERFORM FROM organisations o JOIN memberships m ON m.organisation_id = o.id WHERE m.user_id = erased AND m.ended_at IS NULL ORDER BY o.id FOR UPDATE OF o;
	SELECT m.role INTO lone FROM memberships m WHERE m.user_id = erased AND m.ended_at IS NULL
		AND (m.role = 'administrator' OR (own AND m.role = 'approver'))
		AND NOT EXISTS (SELECT FROM memberships n JOIN users v ON v.id = n.user_id WHERE n.organisation_id = m.organisation_id AND n.role = m.role
			AND n.user_id <> erased AND n.ended_at IS NULL AND v.disabled_at IS NULL) LIMIT 1;
	IF lone IS NOT NULL THEN
		RAISE EXCEPTION 'the last who may do this for an organisation leaves a successor' USING ERRCODE = 'object_in_use';
	END IF;
	UPDATE memberships m SET ended_at = now() WHERE m.user_id = erased AND m.ended_at IS NULL;
	UPDATE api_tokens w SET revoked_at = coalesce(w.revoked_at, now()), revoked_by = coalesce(w.revoked_by, concord_user()), name = 'Token' WHERE w.user_id = erased;
	DELETE FROM idempotency_keys k USING api_tokens w WHERE w.id = k.token_id AND w.user_id = erased;
	DELETE FROM sessions s WHERE s.user_id = erased;
	DELETE FROM passkeys p WHERE p.user_id = erased;
	DELETE FROM accounts a WHERE a.user_id = erased;
	DELETE FROM verification_tokens v WHERE v.identifier = gone;
	DELETE FROM form_tokens f WHERE f.user_id = erased;
	DELETE FROM answer_presence p WHERE p.user_id = erased;
	DELETE FROM summary_presence p WHERE p.user_id = erased;
	DELETE FROM answer_assignments a WHERE a.user_id = erased;
	DELETE FROM notices n WHERE n.user_id = erased;
	DELETE FROM invitations i WHERE i.email = gone;
	DELETE FROM subscriptions s WHERE s.email = gone;
	DELETE FROM subscription_requests s WHERE s.email = gone;
	-- The mails go but for their keys, so that none of them is written again.
	UPDATE mail_outbox x SET recipient = '', subject = '', body = '', unsubscribe_url = NULL, last_error = NULL,
		failed_at = CASE WHEN x.sent_at IS NULL THEN coalesce(x.failed_at, now()) END WHERE x.recipient = gone;
	UPDATE commitment_comments c SET author_name = instead WHERE c.author_id = erased;
	UPDATE users u SET name = instead, email = erased || '@erased.invalid', email_verified = NULL, image = NULL, calendar_key = NULL,
		locale = 'en', reminders = 'never', disabled_at = now() WHERE u.id = erased;
END $$;
--> statement-breakpoint
DO $$ BEGIN
	EXECUTE format('ALTER FUNCTION concord_erase_person(uuid, text) SET search_path = %I, pg_temp', current_schema());
END $$;
