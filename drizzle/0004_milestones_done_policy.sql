-- Accepting an update that reports milestones as done marks them so, on a published commitment.
CREATE POLICY milestones_accept ON milestones FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.state = 'published'))
	WITH CHECK ((SELECT concord_secretariat()) AND EXISTS (SELECT FROM commitments c WHERE c.id = commitment_id AND c.state = 'published'));
--> statement-breakpoint
CREATE FUNCTION concord_milestone_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF concord_secretariat() AND to_jsonb(NEW) - '{status,completed_on}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{status,completed_on}'::text[] THEN
		RAISE EXCEPTION 'the secretariat does not rewrite what an owner planned' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER milestones_kept BEFORE UPDATE ON milestones
	FOR EACH ROW EXECUTE FUNCTION concord_milestone_kept();
