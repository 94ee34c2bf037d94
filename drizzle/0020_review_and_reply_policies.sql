-- Whether whoever is asking has declared an interest that keeps them from deciding on an assessment.
CREATE FUNCTION concord_conflicted(assessment uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT EXISTS (SELECT FROM reviewer_interests i WHERE i.assessment_id = assessment AND i.reviewer_id = concord_user() AND i.conflicted) $$;
--> statement-breakpoint
DROP POLICY assessments_review ON assessments;
--> statement-breakpoint
CREATE POLICY assessments_review ON assessments FOR UPDATE TO concord_app
	USING (state IN ('submitted', 'in_review', 'accepted') AND (SELECT concord_secretariat()) AND NOT concord_conflicted(id))
	WITH CHECK (state IN ('in_review', 'returned', 'accepted', 'published') AND (SELECT concord_secretariat()));
--> statement-breakpoint
-- A review is written while there is one, by those whom no interest keeps from it.
DROP POLICY answer_reviews_add ON answer_reviews;
--> statement-breakpoint
CREATE POLICY answer_reviews_add ON answer_reviews FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()) AND reviewer_id = (SELECT concord_user()) AND NOT concord_conflicted(assessment_id)
		AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.state = 'in_review'));
--> statement-breakpoint
DROP POLICY answer_reviews_change ON answer_reviews;
--> statement-breakpoint
CREATE POLICY answer_reviews_change ON answer_reviews FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()) AND NOT concord_conflicted(assessment_id)
		AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.state = 'in_review'))
	WITH CHECK ((SELECT concord_secretariat()));
--> statement-breakpoint
DROP POLICY reviewer_opinions_add ON reviewer_opinions;
--> statement-breakpoint
CREATE POLICY reviewer_opinions_add ON reviewer_opinions FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()) AND reviewer_id = (SELECT concord_user()) AND NOT concord_conflicted(assessment_id)
		AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.state = 'in_review'));
--> statement-breakpoint
DROP POLICY reviewer_opinions_change ON reviewer_opinions;
--> statement-breakpoint
CREATE POLICY reviewer_opinions_change ON reviewer_opinions FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()) AND reviewer_id = (SELECT concord_user()) AND NOT concord_conflicted(assessment_id)
		AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.state = 'in_review'))
	WITH CHECK ((SELECT concord_secretariat()) AND reviewer_id = (SELECT concord_user()));
--> statement-breakpoint
-- Nobody takes back that they have an interest.
DROP POLICY reviewer_interests_change ON reviewer_interests;
--> statement-breakpoint
CREATE POLICY reviewer_interests_change ON reviewer_interests FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()) AND reviewer_id = (SELECT concord_user()) AND NOT conflicted)
	WITH CHECK ((SELECT concord_secretariat()) AND reviewer_id = (SELECT concord_user()));
--> statement-breakpoint
-- Whether an organisation may reply to what the secretariat says, before it is published.
CREATE FUNCTION concord_reply_open(assessment uuid, organisation uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT EXISTS (SELECT FROM assessments a WHERE a.id = assessment AND a.organisation_id = organisation AND a.state = 'accepted'
	AND a.reply_ended_at IS NULL AND a.reply_until >= (now() AT TIME ZONE 'utc')::date) $$;
--> statement-breakpoint
DROP POLICY review_replies_add ON review_replies;
--> statement-breakpoint
CREATE POLICY review_replies_add ON review_replies FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND replied_by = (SELECT concord_user()) AND concord_reply_open(assessment_id, organisation_id));
--> statement-breakpoint
DROP POLICY review_replies_change ON review_replies;
--> statement-breakpoint
CREATE POLICY review_replies_change ON review_replies FOR UPDATE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND concord_reply_open(assessment_id, organisation_id))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND replied_by = (SELECT concord_user()));
--> statement-breakpoint
GRANT DELETE ON review_replies TO concord_app;
--> statement-breakpoint
CREATE POLICY review_replies_remove ON review_replies FOR DELETE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND concord_reply_open(assessment_id, organisation_id));
--> statement-breakpoint
DROP POLICY published_reviews_add ON published_reviews;
--> statement-breakpoint
CREATE POLICY published_reviews_add ON published_reviews FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('publisher','administrator')) AND NOT concord_conflicted(assessment_id)
		AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.state = 'published'));
--> statement-breakpoint
-- What was handed in is not changed; that there is no further reply is said while it is accepted, once.
CREATE OR REPLACE FUNCTION concord_assessment_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	open text[] := '{discloses_own,disclosed}';
BEGIN
	IF OLD.state = 'accepted' AND OLD.reply_ended_at IS NULL THEN
		open := open || '{reply_ended_at}'::text[];
	END IF;
	IF current_user = 'concord_app' AND NOT concord_secretariat() AND OLD.state NOT IN ('draft', 'returned')
		AND to_jsonb(NEW) - open IS DISTINCT FROM to_jsonb(OLD) - open THEN
		RAISE EXCEPTION 'what was handed in is not changed' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
