-- Titles stand in mails and in what people are still to be told: a text that is removed goes from there too.
CREATE FUNCTION concord_remove_from_mails(said text[], instead text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	one text;
BEGIN
	IF NOT concord_secretariat('administrator') OR concord_user() IS NULL OR concord_token() IS NOT NULL THEN
		RAISE EXCEPTION 'an administrator of the secretariat removes texts' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF instead !~ '^Removed by the secretariat on ' OR length(instead) > 400 OR instead ~ '[\r\n<>]' THEN
		RAISE EXCEPTION 'nothing but that a text was removed takes its place' USING ERRCODE = 'check_violation';
	END IF;
	FOREACH one IN ARRAY said LOOP
		CONTINUE WHEN length(one) < 20;
		UPDATE mail_outbox m SET subject = replace(m.subject, one, instead), body = replace(m.body, one, instead)
			WHERE strpos(m.subject, one) > 0 OR strpos(m.body, one) > 0;
	END LOOP;
	UPDATE notices n SET detail = concord_without(n.detail, said, instead) WHERE n.detail IS DISTINCT FROM concord_without(n.detail, said, instead);
END $$;
--> statement-breakpoint
DO $$ BEGIN
	EXECUTE format('ALTER FUNCTION concord_remove_from_mails(text[], text) SET search_path = %I, pg_temp', current_schema());
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION concord_remove_from_mails(text[], text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION concord_remove_from_mails(text[], text) TO concord_app;
