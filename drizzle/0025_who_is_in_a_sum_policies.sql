ALTER TABLE counted_assessments ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE counted_assessments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON counted_assessments TO concord_system;
--> statement-breakpoint
CREATE POLICY counted_assessments_system ON counted_assessments TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT ON counted_assessments TO concord_app;
--> statement-breakpoint
CREATE POLICY counted_assessments_read ON counted_assessments FOR SELECT TO concord_app
	USING ((SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY counted_assessments_add ON counted_assessments FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat('publisher','administrator')) AND EXISTS (SELECT FROM assessments a WHERE a.id = assessment_id AND a.state = 'published'));
--> statement-breakpoint
-- A sum holds all that were published when it was made, and says how many: the first so many, in the order in which they were.
INSERT INTO counted_assessments (assessment_id)
	SELECT o.id FROM (
		SELECT a.id, a.cycle_id, row_number() OVER (PARTITION BY a.cycle_id ORDER BY a.published_at, a.id) AS place
			FROM assessments a WHERE a.state = 'published'
	) o JOIN (SELECT g.cycle_id, max(g.organisations) AS organisations FROM cycle_aggregates g GROUP BY g.cycle_id) s ON s.cycle_id = o.cycle_id
	WHERE o.place <= s.organisations;
--> statement-breakpoint
-- Sums that were taken to hold more than they do are withdrawn now.
UPDATE cycle_aggregates g SET withdrawn = true
	WHERE (SELECT count(*) FROM counted_assessments c JOIN assessments a ON a.id = c.assessment_id WHERE a.cycle_id = g.cycle_id AND NOT a.disclosed) BETWEEN 1 AND 4;
--> statement-breakpoint
-- Nobody is summed up while another begins to show their own, and no two begin at once: each sees what the other did.
CREATE OR REPLACE FUNCTION concord_aggregates_withdrawn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	kept integer;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended('aggregates ' || NEW.cycle_id, 0));
	SELECT count(*) INTO kept FROM counted_assessments c JOIN assessments a ON a.id = c.assessment_id
		WHERE a.cycle_id = NEW.cycle_id AND NOT a.disclosed;
	IF kept BETWEEN 1 AND 4 THEN
		UPDATE cycle_aggregates SET withdrawn = true WHERE cycle_id = NEW.cycle_id;
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
-- Replacing it took its search path.
DO $$ BEGIN
	EXECUTE format('ALTER FUNCTION concord_aggregates_withdrawn() SET search_path = %I, pg_temp', current_schema());
END $$;
