ALTER TABLE commitment_participants ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE commitment_participants FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON commitment_participants TO concord_system;
--> statement-breakpoint
CREATE POLICY commitment_participants_system ON commitment_participants TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE commitment_relations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE commitment_relations FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON commitment_relations TO concord_system;
--> statement-breakpoint
CREATE POLICY commitment_relations_system ON commitment_relations TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE date_changes ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE date_changes FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON date_changes TO concord_system;
--> statement-breakpoint
CREATE POLICY date_changes_system ON date_changes TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE commitment_targets ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE commitment_targets FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON commitment_targets TO concord_system;
--> statement-breakpoint
CREATE POLICY commitment_targets_system ON commitment_targets TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE target_values ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE target_values FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON target_values TO concord_system;
--> statement-breakpoint
CREATE POLICY target_values_system ON target_values TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE commitment_versions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE commitment_versions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON commitment_versions TO concord_system;
--> statement-breakpoint
CREATE POLICY commitment_versions_system ON commitment_versions TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE commitment_comments ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE commitment_comments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON commitment_comments TO concord_system;
--> statement-breakpoint
CREATE POLICY commitment_comments_system ON commitment_comments TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE notices ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE notices FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON notices TO concord_system;
--> statement-breakpoint
CREATE POLICY notices_system ON notices TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE imports ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE imports FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON imports TO concord_system;
--> statement-breakpoint
CREATE POLICY imports_system ON imports TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON commitment_participants TO concord_app;
--> statement-breakpoint
CREATE POLICY commitment_participants_read ON commitment_participants FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id));
--> statement-breakpoint
CREATE POLICY commitment_participants_add ON commitment_participants FOR INSERT TO concord_app
	WITH CHECK (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY commitment_participants_change ON commitment_participants FOR UPDATE TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')))
	WITH CHECK (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY commitment_participants_remove ON commitment_participants FOR DELETE TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
-- Accepting a participant's update gives the participant its status.
CREATE POLICY commitment_participants_accept ON commitment_participants FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.state = 'published'))
	WITH CHECK ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.state = 'published'));
--> statement-breakpoint
CREATE FUNCTION concord_participant_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF concord_secretariat() AND to_jsonb(NEW) - '{status,status_basis,status_as_of}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{status,status_basis,status_as_of}'::text[] THEN
		RAISE EXCEPTION 'the secretariat does not change who takes part' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER commitment_participants_kept BEFORE UPDATE ON commitment_participants
	FOR EACH ROW EXECUTE FUNCTION concord_participant_kept();
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON commitment_relations TO concord_app;
--> statement-breakpoint
CREATE POLICY commitment_relations_read ON commitment_relations FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id) AND EXISTS (SELECT FROM commitments r WHERE r.id = related_id));
--> statement-breakpoint
CREATE POLICY commitment_relations_add ON commitment_relations FOR INSERT TO concord_app
	WITH CHECK (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')) AND EXISTS (SELECT FROM commitments r WHERE r.id = related_id));
--> statement-breakpoint
CREATE POLICY commitment_relations_remove ON commitment_relations FOR DELETE TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')) AND EXISTS (SELECT FROM commitments r WHERE r.id = related_id));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON commitment_targets TO concord_app;
--> statement-breakpoint
CREATE POLICY commitment_targets_read ON commitment_targets FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id));
--> statement-breakpoint
CREATE POLICY commitment_targets_add ON commitment_targets FOR INSERT TO concord_app
	WITH CHECK (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY commitment_targets_change ON commitment_targets FOR UPDATE TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')))
	WITH CHECK (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY commitment_targets_remove ON commitment_targets FOR DELETE TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND c.state IN ('draft', 'returned')));
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON date_changes TO concord_app;
--> statement-breakpoint
CREATE POLICY date_changes_read ON date_changes FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM commitment_updates u WHERE u.id = update_id));
--> statement-breakpoint
CREATE POLICY date_changes_add ON date_changes FOR INSERT TO concord_app
	WITH CHECK (EXISTS (SELECT FROM commitment_updates u WHERE u.id = update_id AND u.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND u.state IN ('posted', 'returned')));
--> statement-breakpoint
CREATE POLICY date_changes_remove ON date_changes FOR DELETE TO concord_app
	USING (EXISTS (SELECT FROM commitment_updates u WHERE u.id = update_id AND u.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND u.state IN ('posted', 'returned')));
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON target_values TO concord_app;
--> statement-breakpoint
CREATE POLICY target_values_read ON target_values FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM commitment_updates u WHERE u.id = update_id));
--> statement-breakpoint
CREATE POLICY target_values_add ON target_values FOR INSERT TO concord_app
	WITH CHECK (EXISTS (SELECT FROM commitment_updates u WHERE u.id = update_id AND u.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND u.state IN ('posted', 'returned')));
--> statement-breakpoint
CREATE POLICY target_values_remove ON target_values FOR DELETE TO concord_app
	USING (EXISTS (SELECT FROM commitment_updates u WHERE u.id = update_id AND u.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND u.state IN ('posted', 'returned')));
--> statement-breakpoint
-- A milestone that an update adds is seen by whoever sees the update.
DROP POLICY milestones_read ON milestones;
--> statement-breakpoint
CREATE POLICY milestones_read ON milestones FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id) AND (proposed_in IS NULL OR EXISTS (SELECT FROM commitment_updates u WHERE u.id = proposed_in)));
--> statement-breakpoint
CREATE POLICY milestones_propose ON milestones FOR INSERT TO concord_app
	WITH CHECK (proposed_in IS NOT NULL AND EXISTS (SELECT FROM commitment_updates u WHERE u.id = proposed_in AND u.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND u.state IN ('posted', 'returned') AND u.commitment_id = milestones.commitment_id AND (milestones.participant_id IS NULL OR milestones.participant_id = u.owner_id)));
--> statement-breakpoint
CREATE POLICY milestones_take_back ON milestones FOR DELETE TO concord_app
	USING (proposed_in IS NOT NULL AND EXISTS (SELECT FROM commitment_updates u WHERE u.id = proposed_in AND u.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND u.state IN ('posted', 'returned') AND u.commitment_id = milestones.commitment_id AND (milestones.participant_id IS NULL OR milestones.participant_id = u.owner_id)));
--> statement-breakpoint
-- Accepting an update may also move a date, which keeps the one first promised.
CREATE OR REPLACE FUNCTION concord_milestone_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF concord_secretariat() AND to_jsonb(NEW) - '{status,completed_on,due_on}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{status,completed_on,due_on}'::text[] THEN
		RAISE EXCEPTION 'the secretariat does not rewrite what an owner planned' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
-- Who takes part in a shared commitment reports on its own part.
DROP POLICY commitment_updates_add ON commitment_updates;
--> statement-breakpoint
CREATE POLICY commitment_updates_add ON commitment_updates FOR INSERT TO concord_app
	WITH CHECK (owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND state = 'posted' AND basis = 'owner' AND EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.state = 'published' AND (c.owner_id = commitment_updates.owner_id OR EXISTS (SELECT FROM commitment_participants p WHERE p.commitment_id = c.id AND p.organisation_id = commitment_updates.owner_id))));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON commitment_versions TO concord_app;
--> statement-breakpoint
CREATE POLICY commitment_versions_read ON commitment_versions FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND (commitment_versions.state = 'accepted' OR c.owner_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()))));
--> statement-breakpoint
CREATE POLICY commitment_versions_add ON commitment_versions FOR INSERT TO concord_app
	WITH CHECK (EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.state = 'published' AND ((commitment_versions.state = 'posted' AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[])) OR (commitment_versions.state = 'accepted' AND commitment_versions.number = 1 AND (SELECT concord_secretariat())))));
--> statement-breakpoint
CREATE POLICY commitment_versions_revise ON commitment_versions FOR UPDATE TO concord_app
	USING (state = 'returned' AND EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[])))
	WITH CHECK (state = 'posted' AND EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = ANY ((SELECT concord_organisations('writes'))::uuid[])));
--> statement-breakpoint
CREATE POLICY commitment_versions_review ON commitment_versions FOR UPDATE TO concord_app
	USING (state = 'posted' AND (SELECT concord_secretariat()))
	WITH CHECK (state IN ('accepted', 'returned') AND (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE TRIGGER commitment_versions_transition BEFORE UPDATE OF state ON commitment_versions
	FOR EACH ROW EXECUTE FUNCTION concord_transition('posted>accepted', 'posted>returned', 'returned>posted');
--> statement-breakpoint
GRANT SELECT, INSERT ON commitment_comments TO concord_app;
--> statement-breakpoint
CREATE POLICY commitment_comments_read ON commitment_comments FOR SELECT TO concord_app
	USING (owner_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY commitment_comments_add ON commitment_comments FOR INSERT TO concord_app
	WITH CHECK (author_id = (SELECT concord_user()) AND EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.owner_id = commitment_comments.owner_id) AND ((from_secretariat AND (SELECT concord_secretariat())) OR (NOT from_secretariat AND owner_id = ANY ((SELECT concord_organisations('reads'))::uuid[]))));
--> statement-breakpoint
GRANT INSERT ON notices TO concord_app;
--> statement-breakpoint
CREATE POLICY notices_add ON notices FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_user()) IS NOT NULL AND handled_at IS NULL);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON imports TO concord_app;
--> statement-breakpoint
CREATE POLICY imports_read ON imports FOR SELECT TO concord_app
	USING (created_by = (SELECT concord_user()));
--> statement-breakpoint
CREATE POLICY imports_add ON imports FOR INSERT TO concord_app
	WITH CHECK (created_by = (SELECT concord_user()) AND organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]));
--> statement-breakpoint
CREATE POLICY imports_change ON imports FOR UPDATE TO concord_app
	USING (created_by = (SELECT concord_user()) AND organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]))
	WITH CHECK (created_by = (SELECT concord_user()) AND organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]));
--> statement-breakpoint
GRANT UPDATE (reminders, calendar_key) ON users TO concord_app;
