-- Two roles that own nothing. `withActor` takes one of them for the length of a transaction:
-- concord_app for people and the public, concord_system for sign-in, mail and the reference data.
DO $$ BEGIN
	CREATE ROLE concord_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
DO $$ BEGIN
	CREATE ROLE concord_system NOLOGIN NOSUPERUSER NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
DO $$ BEGIN
	IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AND NOT pg_has_role(current_user, 'concord_app', 'MEMBER') THEN
		EXECUTE format('GRANT concord_app, concord_system TO %I', current_user);
	END IF;
END $$;
--> statement-breakpoint
DO $$ BEGIN
	EXECUTE format('GRANT USAGE ON SCHEMA %I TO concord_app, concord_system', current_schema());
END $$;
--> statement-breakpoint
-- Who is asking, as `withActor` set it for this transaction. Unset means: the public.
CREATE FUNCTION concord_organisations(setting text) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT coalesce(string_to_array(nullif(current_setting('concord.' || setting, true), ''), ','), '{}')::uuid[] $$;
--> statement-breakpoint
CREATE FUNCTION concord_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('concord.user', true), '')::uuid $$;
--> statement-breakpoint
CREATE FUNCTION concord_secretariat(VARIADIC roles text[] DEFAULT '{editor,publisher,administrator}') RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT coalesce(current_setting('concord.secretariat', true) = ANY (roles), false) $$;
--> statement-breakpoint
ALTER TABLE countries ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE countries FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON countries TO concord_system;
--> statement-breakpoint
CREATE POLICY countries_system ON countries TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE organisations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE organisations FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON organisations TO concord_system;
--> statement-breakpoint
CREATE POLICY organisations_system ON organisations TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE services ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE services FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON services TO concord_system;
--> statement-breakpoint
CREATE POLICY services_system ON services TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE forums ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE forums FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON forums TO concord_system;
--> statement-breakpoint
CREATE POLICY forums_system ON forums TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE forum_memberships ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE forum_memberships FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON forum_memberships TO concord_system;
--> statement-breakpoint
CREATE POLICY forum_memberships_system ON forum_memberships TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE forum_meetings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE forum_meetings FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON forum_meetings TO concord_system;
--> statement-breakpoint
CREATE POLICY forum_meetings_system ON forum_meetings TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE forum_chairs ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE forum_chairs FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON forum_chairs TO concord_system;
--> statement-breakpoint
CREATE POLICY forum_chairs_system ON forum_chairs TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE instruments ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE instruments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON instruments TO concord_system;
--> statement-breakpoint
CREATE POLICY instruments_system ON instruments TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE treaty_actions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE treaty_actions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON treaty_actions TO concord_system;
--> statement-breakpoint
CREATE POLICY treaty_actions_system ON treaty_actions TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE frameworks ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE frameworks FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON frameworks TO concord_system;
--> statement-breakpoint
CREATE POLICY frameworks_system ON frameworks TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE themes ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE themes FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON themes TO concord_system;
--> statement-breakpoint
CREATE POLICY themes_system ON themes TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE requirements ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE requirements FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON requirements TO concord_system;
--> statement-breakpoint
CREATE POLICY requirements_system ON requirements TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE rating_levels ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE rating_levels FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON rating_levels TO concord_system;
--> statement-breakpoint
CREATE POLICY rating_levels_system ON rating_levels TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE cycles ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE cycles FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON cycles TO concord_system;
--> statement-breakpoint
CREATE POLICY cycles_system ON cycles TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE endorsements ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE endorsements FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON endorsements TO concord_system;
--> statement-breakpoint
CREATE POLICY endorsements_system ON endorsements TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE findings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE findings FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON findings TO concord_system;
--> statement-breakpoint
CREATE POLICY findings_system ON findings TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE indicator_series ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE indicator_series FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON indicator_series TO concord_system;
--> statement-breakpoint
CREATE POLICY indicator_series_system ON indicator_series TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE indicator_values ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE indicator_values FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON indicator_values TO concord_system;
--> statement-breakpoint
CREATE POLICY indicator_values_system ON indicator_values TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE accounts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts TO concord_system;
--> statement-breakpoint
CREATE POLICY accounts_system ON accounts TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO concord_system;
--> statement-breakpoint
CREATE POLICY sessions_system ON sessions TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE verification_tokens ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE verification_tokens FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON verification_tokens TO concord_system;
--> statement-breakpoint
CREATE POLICY verification_tokens_system ON verification_tokens TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE users FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON users TO concord_system;
--> statement-breakpoint
CREATE POLICY users_system ON users TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE memberships FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON memberships TO concord_system;
--> statement-breakpoint
CREATE POLICY memberships_system ON memberships TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON invitations TO concord_system;
--> statement-breakpoint
CREATE POLICY invitations_system ON invitations TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE form_tokens ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE form_tokens FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON form_tokens TO concord_system;
--> statement-breakpoint
CREATE POLICY form_tokens_system ON form_tokens TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE commitments ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE commitments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON commitments TO concord_system;
--> statement-breakpoint
CREATE POLICY commitments_system ON commitments TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE commitment_requirements ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE commitment_requirements FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON commitment_requirements TO concord_system;
--> statement-breakpoint
CREATE POLICY commitment_requirements_system ON commitment_requirements TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE milestones ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE milestones FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON milestones TO concord_system;
--> statement-breakpoint
CREATE POLICY milestones_system ON milestones TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE funding_lines ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE funding_lines FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON funding_lines TO concord_system;
--> statement-breakpoint
CREATE POLICY funding_lines_system ON funding_lines TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE commitment_updates ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE commitment_updates FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON commitment_updates TO concord_system;
--> statement-breakpoint
CREATE POLICY commitment_updates_system ON commitment_updates TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE assessments ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE assessments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON assessments TO concord_system;
--> statement-breakpoint
CREATE POLICY assessments_system ON assessments TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE answers ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE answers FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON answers TO concord_system;
--> statement-breakpoint
CREATE POLICY answers_system ON answers TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE assessment_revisions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE assessment_revisions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON assessment_revisions TO concord_system;
--> statement-breakpoint
CREATE POLICY assessment_revisions_system ON assessment_revisions TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE answer_reviews ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE answer_reviews FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON answer_reviews TO concord_system;
--> statement-breakpoint
CREATE POLICY answer_reviews_system ON answer_reviews TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE evidence ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE evidence FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON evidence TO concord_system;
--> statement-breakpoint
CREATE POLICY evidence_system ON evidence TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE summaries ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE summaries FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON summaries TO concord_system;
--> statement-breakpoint
CREATE POLICY summaries_system ON summaries TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE figures ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE figures FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON figures TO concord_system;
--> statement-breakpoint
CREATE POLICY figures_system ON figures TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE mail_outbox ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE mail_outbox FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON mail_outbox TO concord_system;
--> statement-breakpoint
CREATE POLICY mail_outbox_system ON mail_outbox TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE audit_events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT ON countries TO concord_app;
--> statement-breakpoint
CREATE POLICY countries_read ON countries FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON organisations TO concord_app;
--> statement-breakpoint
CREATE POLICY organisations_read ON organisations FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON services TO concord_app;
--> statement-breakpoint
CREATE POLICY services_read ON services FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON forums TO concord_app;
--> statement-breakpoint
CREATE POLICY forums_read ON forums FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON forum_memberships TO concord_app;
--> statement-breakpoint
CREATE POLICY forum_memberships_read ON forum_memberships FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON forum_meetings TO concord_app;
--> statement-breakpoint
CREATE POLICY forum_meetings_read ON forum_meetings FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON forum_chairs TO concord_app;
--> statement-breakpoint
CREATE POLICY forum_chairs_read ON forum_chairs FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON instruments TO concord_app;
--> statement-breakpoint
CREATE POLICY instruments_read ON instruments FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON treaty_actions TO concord_app;
--> statement-breakpoint
CREATE POLICY treaty_actions_read ON treaty_actions FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON frameworks TO concord_app;
--> statement-breakpoint
CREATE POLICY frameworks_read ON frameworks FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON themes TO concord_app;
--> statement-breakpoint
CREATE POLICY themes_read ON themes FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON requirements TO concord_app;
--> statement-breakpoint
CREATE POLICY requirements_read ON requirements FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON rating_levels TO concord_app;
--> statement-breakpoint
CREATE POLICY rating_levels_read ON rating_levels FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON cycles TO concord_app;
--> statement-breakpoint
CREATE POLICY cycles_read ON cycles FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON endorsements TO concord_app;
--> statement-breakpoint
CREATE POLICY endorsements_read ON endorsements FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON findings TO concord_app;
--> statement-breakpoint
CREATE POLICY findings_read ON findings FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON indicator_series TO concord_app;
--> statement-breakpoint
CREATE POLICY indicator_series_read ON indicator_series FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT SELECT ON indicator_values TO concord_app;
--> statement-breakpoint
CREATE POLICY indicator_values_read ON indicator_values FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
GRANT INSERT, UPDATE ON organisations TO concord_app;
--> statement-breakpoint
CREATE POLICY organisations_add ON organisations FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
CREATE POLICY organisations_change ON organisations FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat('administrator')))
	WITH CHECK ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
GRANT INSERT, UPDATE ON services TO concord_app;
--> statement-breakpoint
CREATE POLICY services_add ON services FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
CREATE POLICY services_change ON services FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat('administrator')))
	WITH CHECK ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
GRANT INSERT, UPDATE ON cycles TO concord_app;
--> statement-breakpoint
CREATE POLICY cycles_add ON cycles FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
CREATE POLICY cycles_change ON cycles FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat('administrator')))
	WITH CHECK ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
GRANT INSERT, UPDATE ON endorsements TO concord_app;
--> statement-breakpoint
CREATE POLICY endorsements_add ON endorsements FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
CREATE POLICY endorsements_change ON endorsements FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat('administrator')))
	WITH CHECK ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
GRANT SELECT, UPDATE (name, locale) ON users TO concord_app;
--> statement-breakpoint
CREATE POLICY users_read ON users FOR SELECT TO concord_app
	USING (id = (SELECT concord_user()) OR (SELECT concord_secretariat()) OR EXISTS (SELECT FROM memberships m WHERE m.user_id = users.id AND m.organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[])));
--> statement-breakpoint
CREATE POLICY users_change ON users FOR UPDATE TO concord_app
	USING (id = (SELECT concord_user()))
	WITH CHECK (id = (SELECT concord_user()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON memberships TO concord_app;
--> statement-breakpoint
CREATE POLICY memberships_read ON memberships FOR SELECT TO concord_app
	USING (user_id = (SELECT concord_user()) OR organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY memberships_add ON memberships FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) OR (SELECT concord_secretariat('administrator')));
--> statement-breakpoint
CREATE POLICY memberships_change ON memberships FOR UPDATE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) OR (SELECT concord_secretariat('administrator')))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) OR (SELECT concord_secretariat('administrator')));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON invitations TO concord_app;
--> statement-breakpoint
CREATE POLICY invitations_read ON invitations FOR SELECT TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY invitations_add ON invitations FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) OR (SELECT concord_secretariat('administrator')));
--> statement-breakpoint
CREATE POLICY invitations_change ON invitations FOR UPDATE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) OR (SELECT concord_secretariat('administrator')))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) OR (SELECT concord_secretariat('administrator')));
--> statement-breakpoint
GRANT SELECT, INSERT ON form_tokens TO concord_app;
--> statement-breakpoint
CREATE POLICY form_tokens_read ON form_tokens FOR SELECT TO concord_app
	USING (user_id = (SELECT concord_user()));
--> statement-breakpoint
CREATE POLICY form_tokens_add ON form_tokens FOR INSERT TO concord_app
	WITH CHECK (user_id = (SELECT concord_user()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON commitments TO concord_app;
--> statement-breakpoint
CREATE POLICY commitments_read ON commitments FOR SELECT TO concord_app
	USING (published_at IS NOT NULL OR owner_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (state <> 'draft' AND (SELECT concord_secretariat())));
--> statement-breakpoint
CREATE POLICY commitments_add ON commitments FOR INSERT TO concord_app
	WITH CHECK (owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND state = 'draft');
--> statement-breakpoint
CREATE POLICY commitments_edit ON commitments FOR UPDATE TO concord_app
	USING (owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND state IN ('draft', 'returned'))
	WITH CHECK (owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND state IN ('draft', 'submitted'));
--> statement-breakpoint
CREATE POLICY commitments_withdraw ON commitments FOR UPDATE TO concord_app
	USING (owner_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND state = 'published')
	WITH CHECK (owner_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND state = 'withdrawn');
--> statement-breakpoint
CREATE POLICY commitments_review ON commitments FOR UPDATE TO concord_app
	USING (state IN ('submitted', 'published') AND (SELECT concord_secretariat()))
	WITH CHECK (state IN ('returned', 'published', 'withdrawn') AND (SELECT concord_secretariat()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON milestones TO concord_app;
--> statement-breakpoint
CREATE POLICY milestones_read ON milestones FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id));
--> statement-breakpoint
CREATE POLICY milestones_add ON milestones FOR INSERT TO concord_app
	WITH CHECK (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY milestones_change ON milestones FOR UPDATE TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')))
	WITH CHECK (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY milestones_remove ON milestones FOR DELETE TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON funding_lines TO concord_app;
--> statement-breakpoint
CREATE POLICY funding_lines_read ON funding_lines FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id));
--> statement-breakpoint
CREATE POLICY funding_lines_add ON funding_lines FOR INSERT TO concord_app
	WITH CHECK (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY funding_lines_change ON funding_lines FOR UPDATE TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')))
	WITH CHECK (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY funding_lines_remove ON funding_lines FOR DELETE TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON commitment_requirements TO concord_app;
--> statement-breakpoint
CREATE POLICY commitment_requirements_read ON commitment_requirements FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id));
--> statement-breakpoint
CREATE POLICY commitment_requirements_add ON commitment_requirements FOR INSERT TO concord_app
	WITH CHECK (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY commitment_requirements_change ON commitment_requirements FOR UPDATE TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')))
	WITH CHECK (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY commitment_requirements_remove ON commitment_requirements FOR DELETE TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON commitment_updates TO concord_app;
--> statement-breakpoint
CREATE POLICY commitment_updates_read ON commitment_updates FOR SELECT TO concord_app
	USING (state = 'accepted' OR owner_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()) OR (state = 'posted' AND (SELECT concord_user()) IS NOT NULL));
--> statement-breakpoint
CREATE POLICY commitment_updates_add ON commitment_updates FOR INSERT TO concord_app
	WITH CHECK (owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND state = 'posted' AND basis = 'owner' AND EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = commitment_updates.owner_id AND c.state = 'published'));
--> statement-breakpoint
CREATE POLICY commitment_updates_revise ON commitment_updates FOR UPDATE TO concord_app
	USING (owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND state = 'returned')
	WITH CHECK (owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND state = 'posted');
--> statement-breakpoint
CREATE POLICY commitment_updates_review ON commitment_updates FOR UPDATE TO concord_app
	USING (state = 'posted' AND (SELECT concord_secretariat()))
	WITH CHECK (state IN ('accepted', 'returned') AND (SELECT concord_secretariat()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON assessments TO concord_app;
--> statement-breakpoint
CREATE POLICY assessments_read ON assessments FOR SELECT TO concord_app
	USING (state = 'published' OR organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY assessments_add ON assessments FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND state = 'draft');
--> statement-breakpoint
CREATE POLICY assessments_submit ON assessments FOR UPDATE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND state IN ('draft', 'returned'))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND state = 'submitted');
--> statement-breakpoint
CREATE POLICY assessments_review ON assessments FOR UPDATE TO concord_app
	USING (state IN ('submitted', 'in_review', 'accepted') AND (SELECT concord_secretariat()))
	WITH CHECK (state IN ('in_review', 'returned', 'accepted', 'published') AND (SELECT concord_secretariat()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON answers TO concord_app;
--> statement-breakpoint
CREATE POLICY answers_read ON answers FOR SELECT TO concord_app
	USING ((published AND visibility = 'public') OR organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (published AND visibility = 'partners' AND (SELECT concord_user()) IS NOT NULL)
		OR ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.state IN ('submitted', 'in_review', 'accepted', 'published'))));
--> statement-breakpoint
CREATE POLICY answers_add ON answers FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND NOT published AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = answers.organisation_id AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY answers_change ON answers FOR UPDATE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND NOT published AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = answers.organisation_id AND a.state IN ('draft', 'returned')))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND NOT published AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = answers.organisation_id AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY answers_publish ON answers FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat('publisher','administrator')) AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.state IN ('accepted', 'published')))
	WITH CHECK ((SELECT concord_secretariat('publisher','administrator')) AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.state IN ('accepted', 'published')));
--> statement-breakpoint
GRANT SELECT, INSERT ON assessment_revisions TO concord_app;
--> statement-breakpoint
CREATE POLICY assessment_revisions_read ON assessment_revisions FOR SELECT TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY assessment_revisions_add ON assessment_revisions FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND attested_by = (SELECT concord_user()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON answer_reviews TO concord_app;
--> statement-breakpoint
CREATE POLICY answer_reviews_read ON answer_reviews FOR SELECT TO concord_app
	USING ((SELECT concord_secretariat()) OR (released AND organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[])));
--> statement-breakpoint
CREATE POLICY answer_reviews_add ON answer_reviews FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()) AND reviewer_id = (SELECT concord_user()));
--> statement-breakpoint
CREATE POLICY answer_reviews_change ON answer_reviews FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()))
	WITH CHECK ((SELECT concord_secretariat()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON evidence TO concord_app;
--> statement-breakpoint
CREATE POLICY evidence_read ON evidence FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id)
		OR EXISTS (SELECT FROM commitment_updates u WHERE u.id = update_id)
		OR EXISTS (SELECT FROM answers w WHERE w.id = answer_id));
--> statement-breakpoint
CREATE POLICY evidence_add ON evidence FOR INSERT TO concord_app
	WITH CHECK (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned'))
		OR EXISTS (SELECT FROM commitment_updates u WHERE u.id = update_id AND u.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND u.state IN ('posted', 'returned'))
		OR EXISTS (SELECT FROM answers w JOIN assessments a ON a.id = w.assessment_id WHERE w.id = answer_id AND w.organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY evidence_change ON evidence FOR UPDATE TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned'))
		OR EXISTS (SELECT FROM commitment_updates u WHERE u.id = update_id AND u.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND u.state IN ('posted', 'returned'))
		OR EXISTS (SELECT FROM answers w JOIN assessments a ON a.id = w.assessment_id WHERE w.id = answer_id AND w.organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND a.state IN ('draft', 'returned')))
	WITH CHECK (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned'))
		OR EXISTS (SELECT FROM commitment_updates u WHERE u.id = update_id AND u.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND u.state IN ('posted', 'returned'))
		OR EXISTS (SELECT FROM answers w JOIN assessments a ON a.id = w.assessment_id WHERE w.id = answer_id AND w.organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY evidence_remove ON evidence FOR DELETE TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned'))
		OR EXISTS (SELECT FROM commitment_updates u WHERE u.id = update_id AND u.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND u.state IN ('posted', 'returned'))
		OR EXISTS (SELECT FROM answers w JOIN assessments a ON a.id = w.assessment_id WHERE w.id = answer_id AND w.organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON summaries TO concord_app;
--> statement-breakpoint
CREATE POLICY summaries_read ON summaries FOR SELECT TO concord_app
	USING (state IN ('published', 'superseded') OR (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY summaries_add ON summaries FOR INSERT TO concord_app
	WITH CHECK (state = 'draft' AND (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY summaries_edit ON summaries FOR UPDATE TO concord_app
	USING (state IN ('draft', 'in_review') AND (SELECT concord_secretariat()))
	WITH CHECK (state IN ('draft', 'in_review') AND (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY summaries_publish ON summaries FOR UPDATE TO concord_app
	USING (state IN ('in_review', 'published') AND (SELECT concord_secretariat('publisher','administrator')))
	WITH CHECK (state IN ('published', 'superseded') AND (SELECT concord_secretariat('publisher','administrator')));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON figures TO concord_app;
--> statement-breakpoint
CREATE POLICY figures_read ON figures FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM summaries s WHERE s.id = summary_id));
--> statement-breakpoint
CREATE POLICY figures_add ON figures FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')));
--> statement-breakpoint
CREATE POLICY figures_change ON figures FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')))
	WITH CHECK ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')));
--> statement-breakpoint
CREATE POLICY figures_remove ON figures FOR DELETE TO concord_app
	USING ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM summaries s WHERE s.id = summary_id AND s.state IN ('draft', 'in_review')));
--> statement-breakpoint
GRANT INSERT ON mail_outbox TO concord_app;
--> statement-breakpoint
CREATE POLICY mail_outbox_queue ON mail_outbox FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_user()) IS NOT NULL);
--> statement-breakpoint
GRANT SELECT ON audit_events TO concord_app, concord_system;
--> statement-breakpoint
CREATE POLICY audit_events_system ON audit_events FOR SELECT TO concord_system USING (true);
--> statement-breakpoint
CREATE POLICY audit_events_read ON audit_events FOR SELECT TO concord_app
	USING ((SELECT concord_secretariat()) OR organisation_id = ANY ((SELECT concord_organisations('reads'))::text[]));
--> statement-breakpoint
DO $$ BEGIN
	EXECUTE format('CREATE POLICY audit_events_append ON audit_events TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
--> statement-breakpoint
-- The one way into the audit log: each entry holds the hash of the one before. The lock is held
-- until the transaction ends, so it is taken last (after the change that is recorded).
CREATE FUNCTION audit_append(actor text, organisation text, event text, subject_type text, subject_id text, detail text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	last record;
	entry audit_events;
BEGIN
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
--> statement-breakpoint
-- Each field is preceded by its length, so that no two different entries make the same text.
CREATE FUNCTION audit_hash(entry audit_events) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT encode(sha256(convert_to(string_agg(length(field) || ':' || field, '|' ORDER BY place), 'UTF8')), 'hex')
	FROM unnest(ARRAY[
		entry.prev, entry.seq::text, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
		coalesce(entry.actor_id, ''), coalesce(entry.organisation_id, ''), entry.event,
		entry.subject_type, entry.subject_id, entry.detail
	]) WITH ORDINALITY AS fields (field, place)
$$;
--> statement-breakpoint
-- Names in these functions are looked up in the schema they were made in, whatever the caller's path.
DO $$ BEGIN
	EXECUTE format('ALTER FUNCTION audit_append(text, text, text, text, text, text) SET search_path = %I, pg_temp', current_schema());
	EXECUTE format('ALTER FUNCTION audit_hash(audit_events) SET search_path = %I, pg_temp', current_schema());
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION audit_append(text, text, text, text, text, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION audit_append(text, text, text, text, text, text) TO concord_app, concord_system;
--> statement-breakpoint
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
	FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
--> statement-breakpoint
-- The steps of DESIGN §2, once more: a row-level policy sees the old row or the new one, never both.
CREATE FUNCTION concord_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state) = ANY (TG_ARGV) THEN
		RAISE EXCEPTION '%: no way from % to %', TG_TABLE_NAME, OLD.state, NEW.state USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER commitments_transition BEFORE UPDATE OF state ON commitments
	FOR EACH ROW EXECUTE FUNCTION concord_transition('draft>submitted', 'submitted>published', 'submitted>returned', 'returned>draft', 'returned>submitted', 'published>withdrawn');
--> statement-breakpoint
CREATE TRIGGER commitment_updates_transition BEFORE UPDATE OF state ON commitment_updates
	FOR EACH ROW EXECUTE FUNCTION concord_transition('posted>accepted', 'posted>returned', 'returned>posted');
--> statement-breakpoint
CREATE TRIGGER assessments_transition BEFORE UPDATE OF state ON assessments
	FOR EACH ROW EXECUTE FUNCTION concord_transition('draft>submitted', 'submitted>in_review', 'in_review>returned', 'in_review>accepted', 'returned>submitted', 'accepted>published');
--> statement-breakpoint
CREATE TRIGGER summaries_transition BEFORE UPDATE OF state ON summaries
	FOR EACH ROW EXECUTE FUNCTION concord_transition('draft>in_review', 'in_review>draft', 'in_review>published', 'published>superseded');
