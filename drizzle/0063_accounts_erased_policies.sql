-- The one way to erase an account: its person, or an administrator for somebody who left. Names and addresses go, from the
-- mails too; that somebody of an organisation wrote, decided or attested stays, by an id that is nobody's any more.
CREATE FUNCTION concord_erase_person(erased uuid, instead text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
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
--> statement-breakpoint
REVOKE ALL ON FUNCTION concord_erase_person(uuid, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION concord_erase_person(uuid, text) TO concord_app;
