-- Who asks is told to row-level security by settings, and whoever gets a statement of their own into a transaction can
-- change settings, or take the portal's own role. So the application seals them with a key that only the owner of these
-- tables reads: without the seal nobody is anybody, and the portal's role sees nothing.
INSERT INTO actor_seal (key) SELECT sha256(convert_to(string_agg(gen_random_uuid()::text, ''), 'UTF8')) FROM generate_series(1, 4);
--> statement-breakpoint
ALTER TABLE actor_seal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
DO $$ BEGIN
	EXECUTE format('CREATE POLICY actor_seal_owner ON actor_seal FOR SELECT TO %I USING (true)', current_user);
END $$;
--> statement-breakpoint
-- Asked once for a statement, in a row or two: told the planner, lest it plan around what it takes to be dear.
-- Whether the settings of this transaction are those that the application sealed, for an actor of this kind.
CREATE FUNCTION concord_sealed(kind text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER COST 1 SET search_path = public, pg_temp AS $$
	SELECT EXISTS (
		SELECT FROM actor_seal WHERE current_setting('concord.seal', true) = encode(sha256(key || sha256(key || convert_to(
			concat_ws(
				E'\n', kind,
				current_setting('concord.user', true), current_setting('concord.token', true), current_setting('concord.reads', true),
				current_setting('concord.writes', true), current_setting('concord.approves', true), current_setting('concord.secretariat', true)
			), 'UTF8'))), 'hex')
	)
$$;
--> statement-breakpoint
-- A setting of the person who asks; empty when nobody does, or when it is not as it was sealed.
CREATE FUNCTION concord_told(setting text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE COST 1 AS $$
	SELECT CASE
		WHEN coalesce(current_setting('concord.' || setting, true), '') = '' THEN NULL
		WHEN concord_sealed('person') THEN current_setting('concord.' || setting, true)
	END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION concord_user() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE COST 1 AS $$ SELECT concord_told('user')::uuid $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION concord_token() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE COST 1 AS $$ SELECT concord_told('token')::uuid $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION concord_organisations(setting text) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE COST 1 AS $$ SELECT coalesce(string_to_array(concord_told(setting), ','), '{}')::uuid[] $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION concord_secretariat(VARIADIC roles text[] DEFAULT '{editor,publisher,administrator}') RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE COST 1 AS $$ SELECT coalesce(concord_told('secretariat') = ANY (roles), false) $$;
--> statement-breakpoint
-- Whether the portal itself asks, or a function that runs as the owner of these tables. Every policy for the portal's
-- role says so; the role alone gives nothing.
CREATE FUNCTION concord_itself() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE COST 1 AS $$
	SELECT concord_sealed('system') OR pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = 'actor_seal'::regclass), 'MEMBER')
$$;
--> statement-breakpoint
DO $$
DECLARE
	found record;
BEGIN
	FOR found IN SELECT tablename, policyname, cmd FROM pg_policies WHERE schemaname = 'public' AND 'concord_system' = ANY (roles) AND qual = 'true' LOOP
		EXECUTE format(
			'ALTER POLICY %I ON %I USING ((SELECT concord_itself()))' || CASE found.cmd WHEN 'ALL' THEN ' WITH CHECK ((SELECT concord_itself()))' ELSE '' END,
			found.policyname, found.tablename
		);
	END LOOP;
END $$;
--> statement-breakpoint
-- The log names who asks, whatever it is told: a person as sealed, the portal itself, or nobody.
CREATE FUNCTION audit_named(actor text) RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT concord_sealed('system') OR actor IS NOT DISTINCT FROM concord_user()::text $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION audit_append(actor text, organisation text, event text, subject_type text, subject_id text, detail text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
	last record;
	entry audit_events;
BEGIN
	IF NOT audit_named(actor) THEN
		RAISE insufficient_privilege USING MESSAGE = 'the log takes entries of who asks only';
	END IF;
	PERFORM pg_advisory_xact_lock(7204001);
	SELECT a.seq, a.hash INTO last FROM audit_events a ORDER BY a.seq DESC LIMIT 1;
	entry.seq := coalesce(last.seq, 0) + 1;
	entry.at := date_trunc('milliseconds', clock_timestamp());
	entry.actor_id := actor;
	entry.organisation_id := organisation;
	entry.event := audit_append.event;
	entry.subject_type := audit_append.subject_type;
	entry.subject_id := audit_append.subject_id;
	entry.detail := audit_append.detail;
	entry.prev := coalesce(last.hash, repeat('0', 64));
	entry.hash := audit_hash(entry);
	INSERT INTO audit_events SELECT entry.*;
	RETURN entry.seq;
END $$;
