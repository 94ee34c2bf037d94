-- Policies that let pass what the policy table refuses. Cycles, and who takes part in them, are the administrators' to manage.
DROP POLICY cycle_invitations_add ON cycle_invitations;
--> statement-breakpoint
CREATE POLICY cycle_invitations_add ON cycle_invitations FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
DROP POLICY cycle_invitations_remove ON cycle_invitations;
--> statement-breakpoint
CREATE POLICY cycle_invitations_remove ON cycle_invitations FOR DELETE TO concord_app
	USING ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
DROP POLICY cycle_extensions_add ON cycle_extensions;
--> statement-breakpoint
CREATE POLICY cycle_extensions_add ON cycle_extensions FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('administrator')) AND granted_by = (SELECT concord_user()));
--> statement-breakpoint
-- A company keeps the list of its own services, and nobody does it for it.
DROP POLICY services_add ON services;
--> statement-breakpoint
DROP POLICY services_change ON services;
--> statement-breakpoint
-- A step is written down as it was taken, a revision as it is attested, and both by whose assessment it is: when
-- each was submitted is public, and one from elsewhere would have stood beside it.
DROP POLICY assessment_steps_add ON assessment_steps;
--> statement-breakpoint
CREATE POLICY assessment_steps_add ON assessment_steps FOR INSERT TO concord_app
	WITH CHECK ((organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) OR (SELECT concord_secretariat()))
		AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = assessment_steps.organisation_id AND a.state = assessment_steps.state));
--> statement-breakpoint
DROP POLICY assessment_revisions_add ON assessment_revisions;
--> statement-breakpoint
CREATE POLICY assessment_revisions_add ON assessment_revisions FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND attested_by = (SELECT concord_user())
		AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = assessment_revisions.organisation_id AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
-- Who answers, and who is asked to, is settled while it can be answered.
DROP POLICY answer_assignments_remove ON answer_assignments;
--> statement-breakpoint
CREATE POLICY answer_assignments_remove ON answer_assignments FOR DELETE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[])
		AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = answer_assignments.organisation_id AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
DROP POLICY answer_presence_add ON answer_presence;
--> statement-breakpoint
CREATE POLICY answer_presence_add ON answer_presence FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND user_id = (SELECT concord_user())
		AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = answer_presence.organisation_id AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
DROP POLICY answer_presence_change ON answer_presence;
--> statement-breakpoint
CREATE POLICY answer_presence_change ON answer_presence FOR UPDATE TO concord_app
	USING (user_id = (SELECT concord_user()))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND user_id = (SELECT concord_user())
		AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = answer_presence.organisation_id AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
-- An interest is declared while there is something to decide.
DROP POLICY reviewer_interests_add ON reviewer_interests;
--> statement-breakpoint
CREATE POLICY reviewer_interests_add ON reviewer_interests FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()) AND reviewer_id = (SELECT concord_user())
		AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = reviewer_interests.organisation_id AND a.state IN ('submitted', 'in_review', 'accepted')));
--> statement-breakpoint
-- What is reworded stays where it was said: neither a reply nor a reviewer's words are moved to another assessment.
DROP POLICY review_replies_change ON review_replies;
--> statement-breakpoint
CREATE POLICY review_replies_change ON review_replies FOR UPDATE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND concord_reply_open(assessment_id, organisation_id))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND replied_by = (SELECT concord_user()) AND concord_reply_open(assessment_id, organisation_id));
--> statement-breakpoint
CREATE FUNCTION concord_review_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.assessment_id, NEW.organisation_id, NEW.requirement_id, NEW.revision) IS DISTINCT FROM (OLD.assessment_id, OLD.organisation_id, OLD.requirement_id, OLD.revision) THEN
		RAISE EXCEPTION 'a review, an opinion and a reply stay with what they are about' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER answer_reviews_kept BEFORE UPDATE ON answer_reviews
	FOR EACH ROW EXECUTE FUNCTION concord_review_kept();
--> statement-breakpoint
CREATE TRIGGER reviewer_opinions_kept BEFORE UPDATE ON reviewer_opinions
	FOR EACH ROW EXECUTE FUNCTION concord_review_kept();
--> statement-breakpoint
CREATE TRIGGER review_replies_kept BEFORE UPDATE ON review_replies
	FOR EACH ROW EXECUTE FUNCTION concord_review_kept();
