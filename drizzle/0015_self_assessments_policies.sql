ALTER TABLE requirement_mappings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE requirement_mappings FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON requirement_mappings TO concord_system;
--> statement-breakpoint
CREATE POLICY requirement_mappings_system ON requirement_mappings TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE regimes ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE regimes FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON regimes TO concord_system;
--> statement-breakpoint
CREATE POLICY regimes_system ON regimes TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE regime_items ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE regime_items FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON regime_items TO concord_system;
--> statement-breakpoint
CREATE POLICY regime_items_system ON regime_items TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE crosswalk ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE crosswalk FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON crosswalk TO concord_system;
--> statement-breakpoint
CREATE POLICY crosswalk_system ON crosswalk TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE cycle_invitations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE cycle_invitations FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON cycle_invitations TO concord_system;
--> statement-breakpoint
CREATE POLICY cycle_invitations_system ON cycle_invitations TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE cycle_extensions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE cycle_extensions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON cycle_extensions TO concord_system;
--> statement-breakpoint
CREATE POLICY cycle_extensions_system ON cycle_extensions TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE cycle_aggregates ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE cycle_aggregates FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON cycle_aggregates TO concord_system;
--> statement-breakpoint
CREATE POLICY cycle_aggregates_system ON cycle_aggregates TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE finding_replies ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE finding_replies FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON finding_replies TO concord_system;
--> statement-breakpoint
CREATE POLICY finding_replies_system ON finding_replies TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE answer_services ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE answer_services FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON answer_services TO concord_system;
--> statement-breakpoint
CREATE POLICY answer_services_system ON answer_services TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE answer_metrics ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE answer_metrics FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON answer_metrics TO concord_system;
--> statement-breakpoint
CREATE POLICY answer_metrics_system ON answer_metrics TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE answer_assignments ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE answer_assignments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON answer_assignments TO concord_system;
--> statement-breakpoint
CREATE POLICY answer_assignments_system ON answer_assignments TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE answer_presence ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE answer_presence FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON answer_presence TO concord_system;
--> statement-breakpoint
CREATE POLICY answer_presence_system ON answer_presence TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE assessment_progress ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE assessment_progress FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON assessment_progress TO concord_system;
--> statement-breakpoint
CREATE POLICY assessment_progress_system ON assessment_progress TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE assessment_steps ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE assessment_steps FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON assessment_steps TO concord_system;
--> statement-breakpoint
CREATE POLICY assessment_steps_system ON assessment_steps TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE reviewer_opinions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE reviewer_opinions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON reviewer_opinions TO concord_system;
--> statement-breakpoint
CREATE POLICY reviewer_opinions_system ON reviewer_opinions TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE reviewer_interests ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE reviewer_interests FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON reviewer_interests TO concord_system;
--> statement-breakpoint
CREATE POLICY reviewer_interests_system ON reviewer_interests TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE review_replies ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE review_replies FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON review_replies TO concord_system;
--> statement-breakpoint
CREATE POLICY review_replies_system ON review_replies TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE published_reviews ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE published_reviews FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON published_reviews TO concord_system;
--> statement-breakpoint
CREATE POLICY published_reviews_system ON published_reviews TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT ON requirement_mappings TO concord_app;
--> statement-breakpoint
CREATE POLICY requirement_mappings_read ON requirement_mappings FOR SELECT TO concord_app
	USING (true);
--> statement-breakpoint
GRANT SELECT ON regimes TO concord_app;
--> statement-breakpoint
CREATE POLICY regimes_read ON regimes FOR SELECT TO concord_app
	USING (true);
--> statement-breakpoint
GRANT SELECT ON regime_items TO concord_app;
--> statement-breakpoint
CREATE POLICY regime_items_read ON regime_items FOR SELECT TO concord_app
	USING (true);
--> statement-breakpoint
GRANT SELECT ON crosswalk TO concord_app;
--> statement-breakpoint
CREATE POLICY crosswalk_read ON crosswalk FOR SELECT TO concord_app
	USING (true);
--> statement-breakpoint
GRANT SELECT ON cycle_aggregates TO concord_app;
--> statement-breakpoint
CREATE POLICY cycle_aggregates_read ON cycle_aggregates FOR SELECT TO concord_app
	USING (true);
--> statement-breakpoint
-- A loaded framework is not edited: a correction is another version.
GRANT INSERT ON frameworks, themes, requirements, rating_levels, requirement_mappings TO concord_app;
--> statement-breakpoint
CREATE POLICY frameworks_load ON frameworks FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
CREATE POLICY themes_load ON themes FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
CREATE POLICY requirements_load ON requirements FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
CREATE POLICY rating_levels_load ON rating_levels FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
CREATE POLICY requirement_mappings_load ON requirement_mappings FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('administrator')));
--> statement-breakpoint
GRANT INSERT, UPDATE ON cycle_aggregates TO concord_app;
--> statement-breakpoint
CREATE POLICY cycle_aggregates_add ON cycle_aggregates FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('publisher','administrator')));
--> statement-breakpoint
CREATE POLICY cycle_aggregates_change ON cycle_aggregates FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat('publisher','administrator')))
	WITH CHECK ((SELECT concord_secretariat('publisher','administrator')));
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON cycle_invitations TO concord_app;
--> statement-breakpoint
CREATE POLICY cycle_invitations_read ON cycle_invitations FOR SELECT TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY cycle_invitations_add ON cycle_invitations FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY cycle_invitations_remove ON cycle_invitations FOR DELETE TO concord_app
	USING ((SELECT concord_secretariat()));
--> statement-breakpoint
GRANT SELECT, INSERT ON cycle_extensions TO concord_app;
--> statement-breakpoint
CREATE POLICY cycle_extensions_read ON cycle_extensions FOR SELECT TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY cycle_extensions_add ON cycle_extensions FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()) AND granted_by = (SELECT concord_user()));
--> statement-breakpoint
-- A publisher sets when a cycle is published; what else it says is the administrator's.
CREATE POLICY cycles_schedule ON cycles FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat('publisher')))
	WITH CHECK ((SELECT concord_secretariat('publisher')));
--> statement-breakpoint
CREATE FUNCTION concord_cycle_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF concord_secretariat('publisher') AND to_jsonb(NEW) - '{publish_at,scheduled_by,published_at}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{publish_at,scheduled_by,published_at}'::text[] THEN
		RAISE EXCEPTION 'a publisher does not change a cycle' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER cycles_kept BEFORE UPDATE ON cycles
	FOR EACH ROW EXECUTE FUNCTION concord_cycle_kept();
--> statement-breakpoint
-- What is not published yet is read by the company that it is about and by the secretariat.
DROP POLICY findings_read ON findings;
--> statement-breakpoint
CREATE POLICY findings_read ON findings FOR SELECT TO concord_app
	USING (state = 'published' OR (state = 'awaiting_reply' AND organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[])) OR (SELECT concord_secretariat()));
--> statement-breakpoint
GRANT INSERT, UPDATE ON findings TO concord_app;
--> statement-breakpoint
CREATE POLICY findings_add ON findings FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()) AND created_by = (SELECT concord_user()));
--> statement-breakpoint
CREATE POLICY findings_change ON findings FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()) AND created_by IS NOT NULL AND state = 'awaiting_reply')
	WITH CHECK ((SELECT concord_secretariat()) AND created_by IS NOT NULL);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON finding_replies TO concord_app;
--> statement-breakpoint
CREATE POLICY finding_replies_read ON finding_replies FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM findings f WHERE f.id = finding_id));
--> statement-breakpoint
CREATE POLICY finding_replies_add ON finding_replies FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND replied_by = (SELECT concord_user()) AND EXISTS (SELECT FROM findings f WHERE f.id = finding_id AND f.organisation_id = finding_replies.organisation_id AND f.state <> 'dropped'));
--> statement-breakpoint
CREATE POLICY finding_replies_change ON finding_replies FOR UPDATE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND replied_by = (SELECT concord_user()) AND EXISTS (SELECT FROM findings f WHERE f.id = finding_id AND f.organisation_id = finding_replies.organisation_id AND f.state <> 'dropped'));
--> statement-breakpoint
-- A company keeps the list of its own services.
CREATE POLICY services_own_add ON services FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]));
--> statement-breakpoint
CREATE POLICY services_own_change ON services FOR UPDATE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]));
--> statement-breakpoint
-- Published is not yet shown: where a framework is shown in aggregate only, an organisation's own answers stay its own.
DROP POLICY assessments_read ON assessments;
--> statement-breakpoint
CREATE POLICY assessments_read ON assessments FOR SELECT TO concord_app
	USING (disclosed OR organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()));
--> statement-breakpoint
-- Its approvers decide whether an organisation publishes its own.
CREATE POLICY assessments_disclose ON assessments FOR UPDATE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND state IN ('submitted', 'in_review', 'accepted', 'published'))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND state IN ('submitted', 'in_review', 'accepted', 'published'));
--> statement-breakpoint
CREATE FUNCTION concord_assessment_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF current_user = 'concord_app' AND NOT concord_secretariat() AND OLD.state NOT IN ('draft', 'returned')
		AND to_jsonb(NEW) - '{discloses_own,disclosed}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{discloses_own,disclosed}'::text[] THEN
		RAISE EXCEPTION 'what was handed in is not changed' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER assessments_kept BEFORE UPDATE ON assessments
	FOR EACH ROW EXECUTE FUNCTION concord_assessment_kept();
--> statement-breakpoint
CREATE POLICY answers_disclose ON answers FOR UPDATE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.state = 'published' AND a.discloses_own))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND published AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.state = 'published' AND a.discloses_own));
--> statement-breakpoint
CREATE OR REPLACE FUNCTION concord_answer_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF to_jsonb(NEW) - 'published' IS DISTINCT FROM to_jsonb(OLD) - 'published'
		AND (concord_secretariat() OR (current_user = 'concord_app' AND EXISTS (SELECT FROM assessments a WHERE a.id = OLD.assessment_id AND a.state NOT IN ('draft', 'returned')))) THEN
		RAISE EXCEPTION 'what a company answered is not changed once it is handed in' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON answer_services TO concord_app;
--> statement-breakpoint
CREATE POLICY answer_services_read ON answer_services FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM answers w WHERE w.id = answer_id));
--> statement-breakpoint
CREATE POLICY answer_services_add ON answer_services FOR INSERT TO concord_app
	WITH CHECK (EXISTS (SELECT FROM answers w JOIN assessments a ON a.id = w.assessment_id WHERE w.id = answer_id AND w.organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY answer_services_remove ON answer_services FOR DELETE TO concord_app
	USING (EXISTS (SELECT FROM answers w JOIN assessments a ON a.id = w.assessment_id WHERE w.id = answer_id AND w.organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON answer_metrics TO concord_app;
--> statement-breakpoint
CREATE POLICY answer_metrics_read ON answer_metrics FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM answers w WHERE w.id = answer_id));
--> statement-breakpoint
CREATE POLICY answer_metrics_add ON answer_metrics FOR INSERT TO concord_app
	WITH CHECK (EXISTS (SELECT FROM answers w JOIN assessments a ON a.id = w.assessment_id WHERE w.id = answer_id AND w.organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY answer_metrics_remove ON answer_metrics FOR DELETE TO concord_app
	USING (EXISTS (SELECT FROM answers w JOIN assessments a ON a.id = w.assessment_id WHERE w.id = answer_id AND w.organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON assessment_progress TO concord_app;
--> statement-breakpoint
CREATE POLICY assessment_progress_read ON assessment_progress FOR SELECT TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY assessment_progress_add ON assessment_progress FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = assessment_progress.organisation_id AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
CREATE POLICY assessment_progress_change ON assessment_progress FOR UPDATE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = assessment_progress.organisation_id AND a.state IN ('draft', 'returned')))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = assessment_progress.organisation_id AND a.state IN ('draft', 'returned')));
--> statement-breakpoint
GRANT SELECT, INSERT ON assessment_steps TO concord_app;
--> statement-breakpoint
CREATE POLICY assessment_steps_read ON assessment_steps FOR SELECT TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY assessment_steps_add ON assessment_steps FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) OR (SELECT concord_secretariat()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON answer_assignments TO concord_app;
--> statement-breakpoint
CREATE POLICY answer_assignments_read ON answer_assignments FOR SELECT TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]));
--> statement-breakpoint
CREATE POLICY answer_assignments_add ON answer_assignments FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = answer_assignments.organisation_id AND a.state IN ('draft', 'returned')) AND assigned_by = (SELECT concord_user()));
--> statement-breakpoint
CREATE POLICY answer_assignments_change ON answer_assignments FOR UPDATE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = answer_assignments.organisation_id AND a.state IN ('draft', 'returned')) AND assigned_by = (SELECT concord_user()));
--> statement-breakpoint
CREATE POLICY answer_assignments_remove ON answer_assignments FOR DELETE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON answer_presence TO concord_app;
--> statement-breakpoint
CREATE POLICY answer_presence_read ON answer_presence FOR SELECT TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]));
--> statement-breakpoint
CREATE POLICY answer_presence_add ON answer_presence FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND user_id = (SELECT concord_user()));
--> statement-breakpoint
CREATE POLICY answer_presence_change ON answer_presence FOR UPDATE TO concord_app
	USING (user_id = (SELECT concord_user()))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('writes'))::uuid[]) AND user_id = (SELECT concord_user()));
--> statement-breakpoint
CREATE POLICY answer_presence_remove ON answer_presence FOR DELETE TO concord_app
	USING (user_id = (SELECT concord_user()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON reviewer_opinions TO concord_app;
--> statement-breakpoint
CREATE POLICY reviewer_opinions_read ON reviewer_opinions FOR SELECT TO concord_app
	USING ((SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY reviewer_opinions_add ON reviewer_opinions FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()) AND reviewer_id = (SELECT concord_user()));
--> statement-breakpoint
CREATE POLICY reviewer_opinions_change ON reviewer_opinions FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()) AND reviewer_id = (SELECT concord_user()))
	WITH CHECK ((SELECT concord_secretariat()) AND reviewer_id = (SELECT concord_user()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON reviewer_interests TO concord_app;
--> statement-breakpoint
CREATE POLICY reviewer_interests_read ON reviewer_interests FOR SELECT TO concord_app
	USING ((SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY reviewer_interests_add ON reviewer_interests FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()) AND reviewer_id = (SELECT concord_user()));
--> statement-breakpoint
CREATE POLICY reviewer_interests_change ON reviewer_interests FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()) AND reviewer_id = (SELECT concord_user()))
	WITH CHECK ((SELECT concord_secretariat()) AND reviewer_id = (SELECT concord_user()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON review_replies TO concord_app;
--> statement-breakpoint
CREATE POLICY review_replies_read ON review_replies FOR SELECT TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY review_replies_add ON review_replies FOR INSERT TO concord_app
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND replied_by = (SELECT concord_user()) AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = review_replies.organisation_id AND a.state = 'accepted'));
--> statement-breakpoint
CREATE POLICY review_replies_change ON review_replies FOR UPDATE TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]))
	WITH CHECK (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) AND replied_by = (SELECT concord_user()) AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.organisation_id = review_replies.organisation_id AND a.state = 'accepted'));
--> statement-breakpoint
GRANT SELECT, INSERT ON published_reviews TO concord_app;
--> statement-breakpoint
CREATE POLICY published_reviews_read ON published_reviews FOR SELECT TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat())
		OR (visibility <> 'secretariat' AND (visibility = 'public' OR (SELECT concord_user()) IS NOT NULL) AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.disclosed)));
--> statement-breakpoint
CREATE POLICY published_reviews_add ON published_reviews FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('publisher','administrator')));
--> statement-breakpoint
-- What was published before stays shown, and the days that are known are kept. Row-level security steps aside for it.
ALTER TABLE assessments NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE cycles NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE frameworks NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE assessment_progress NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE answers NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE requirements NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE assessment_steps NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE assessments a SET disclosed = true FROM cycles c, frameworks f
	WHERE a.state = 'published' AND c.id = a.cycle_id AND f.id = c.framework_id AND f.disclosure = 'per_organisation';
--> statement-breakpoint
INSERT INTO assessment_steps (assessment_id, organisation_id, state, taken_at)
	SELECT a.id, a.organisation_id, s.state, s.taken_at FROM assessments a
	CROSS JOIN LATERAL (VALUES ('draft', a.created_at), ('submitted', a.submitted_at), ('accepted', a.accepted_at), ('published', a.published_at)) AS s (state, taken_at)
	WHERE s.taken_at IS NOT NULL;
--> statement-breakpoint
INSERT INTO assessment_progress (assessment_id, organisation_id, answers)
	SELECT a.id, a.organisation_id, array_agg(CASE
		WHEN w.id IS NULL THEN 'not_started'
		WHEN a.state NOT IN ('draft', 'returned') THEN 'completed'
		WHEN w.not_applicable OR w.rating IS NULL OR coalesce(btrim(w.narrative), '') = '' THEN 'in_progress'
		WHEN w.continuity = 'carried' THEN 'carried'
		ELSE 'completed' END ORDER BY r.number)
	FROM assessments a JOIN cycles c ON c.id = a.cycle_id JOIN requirements r ON r.framework_id = c.framework_id
	LEFT JOIN answers w ON w.assessment_id = a.id AND w.requirement_id = r.id
	GROUP BY a.id;
--> statement-breakpoint
ALTER TABLE frameworks FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE cycles FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE requirements FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE answers FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE assessment_progress FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE assessment_steps FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE assessments FORCE ROW LEVEL SECURITY;
