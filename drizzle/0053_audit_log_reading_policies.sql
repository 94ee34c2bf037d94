-- What reviewers do among themselves is not for whom they review, not even that it was done.
ALTER POLICY audit_events_read ON audit_events
	USING ((SELECT concord_secretariat()) OR (
		organisation_id = ANY ((SELECT concord_organisations('reads'))::text[])
		AND event <> ALL (ARRAY['assessment.opinion_given', 'assessment.interest_declared', 'assessment.reviewed'])
	));
