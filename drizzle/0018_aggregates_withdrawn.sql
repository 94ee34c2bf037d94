-- The sum of a group is no longer read once fewer than five of it keep their own answers to themselves.
DROP POLICY cycle_aggregates_read ON cycle_aggregates;
--> statement-breakpoint
CREATE POLICY cycle_aggregates_read ON cycle_aggregates FOR SELECT TO concord_app
	USING (NOT withdrawn OR (SELECT concord_secretariat()));
--> statement-breakpoint
CREATE FUNCTION concord_aggregates_withdrawn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	counted timestamptz;
	kept integer;
BEGIN
	SELECT max(g.counted_at) INTO counted FROM cycle_aggregates g WHERE g.cycle_id = NEW.cycle_id;
	IF counted IS NOT NULL THEN
		SELECT count(*) INTO kept FROM assessments a
			WHERE a.cycle_id = NEW.cycle_id AND a.state = 'published' AND NOT a.disclosed AND a.published_at <= counted;
		IF kept BETWEEN 1 AND 4 THEN
			UPDATE cycle_aggregates SET withdrawn = true WHERE cycle_id = NEW.cycle_id;
		END IF;
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
DO $$ BEGIN
	EXECUTE format('ALTER FUNCTION concord_aggregates_withdrawn() SET search_path = %I, pg_temp', current_schema());
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION concord_aggregates_withdrawn() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER assessments_aggregates AFTER UPDATE OF disclosed ON assessments
	FOR EACH ROW WHEN (NEW.disclosed AND NOT OLD.disclosed) EXECUTE FUNCTION concord_aggregates_withdrawn();
