-- What the list of commitments is counted by is public as the commitments are, and nobody who asks writes it: the triggers
-- below do, as the owner of the tables, and the portal where it works everything out anew.
ALTER TABLE commitment_facets ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE commitment_facets FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE commitment_facet_counts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE commitment_facet_counts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT ON commitment_facets, commitment_facet_counts TO concord_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON commitment_facets, commitment_facet_counts TO concord_system;
--> statement-breakpoint
CREATE POLICY commitment_facets_read ON commitment_facets FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
CREATE POLICY commitment_facet_counts_read ON commitment_facet_counts FOR SELECT TO concord_app USING (true);
--> statement-breakpoint
CREATE POLICY commitment_facets_system ON commitment_facets TO concord_system
	USING ((SELECT concord_itself())) WITH CHECK ((SELECT concord_itself()));
--> statement-breakpoint
CREATE POLICY commitment_facet_counts_system ON commitment_facet_counts TO concord_system
	USING ((SELECT concord_itself())) WITH CHECK ((SELECT concord_itself()));
--> statement-breakpoint
DO $$ DECLARE
	one text;
BEGIN
	FOREACH one IN ARRAY ARRAY['commitment_facets', 'commitment_facet_counts'] LOOP
		EXECUTE format('CREATE POLICY %I ON %I TO %I USING (true) WITH CHECK (true)', one || '_kept', one, current_user);
	END LOOP;
	FOREACH one IN ARRAY ARRAY['organisations', 'frameworks', 'commitment_requirements', 'commitment_participants', 'funding_lines'] LOOP
		EXECUTE format('CREATE POLICY %I ON %I FOR SELECT TO %I USING (true)', one || '_facets', one, current_user);
	END LOOP;
END $$;
--> statement-breakpoint
-- What each of these commitments that is public is counted by, from what is public of it.
CREATE FUNCTION concord_facets_now(ids uuid[]) RETURNS SETOF commitment_facets LANGUAGE sql STABLE AS $$
	SELECT c.id, o.country_code::text, c.forum_key, c.kind, r.key, c.status, left(c.announced_on, 4),
		ARRAY(
			SELECT DISTINCT q.number::text FROM commitment_requirements s
				JOIN requirements q ON q.id = s.requirement_id JOIN frameworks w ON w.id = q.framework_id
				WHERE s.commitment_id = c.id AND w.key = 'voluntary-principles' ORDER BY 1
		),
		ARRAY(
			SELECT DISTINCT t.country_code::text FROM commitment_participants p JOIN organisations t ON t.id = p.organisation_id
				WHERE p.commitment_id = c.id AND t.country_code IS NOT NULL ORDER BY 1
		),
		EXISTS (SELECT FROM evidence e WHERE e.commitment_id = c.id) OR EXISTS (
			SELECT FROM commitment_updates u JOIN evidence e ON e.update_id = u.id WHERE u.commitment_id = c.id AND u.state = 'accepted'
		),
		EXISTS (SELECT FROM funding_lines f WHERE f.commitment_id = c.id),
		CASE WHEN c.status NOT IN ('completed', 'superseded', 'withdrawn', 'continuing') THEN
			c.due_on || CASE length(c.due_on) WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END
		END
	FROM commitments c JOIN organisations o ON o.id = c.owner_id LEFT JOIN requirements r ON r.id = c.pillar_id
	WHERE c.id = ANY (ids) AND c.published_at IS NOT NULL
$$;
--> statement-breakpoint
-- Writes it, where it has changed.
CREATE FUNCTION concord_facets_refresh(ids uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	-- Two who change the same commitment do so one after the other, and the second sees what the first did.
	PERFORM FROM commitment_facets f WHERE f.commitment_id = ANY (ids) ORDER BY f.commitment_id FOR UPDATE;
	DELETE FROM commitment_facets f WHERE f.commitment_id = ANY (ids)
		AND NOT EXISTS (SELECT FROM commitments c WHERE c.id = f.commitment_id AND c.published_at IS NOT NULL);
	INSERT INTO commitment_facets AS f SELECT n.* FROM concord_facets_now(ids) n ORDER BY n.commitment_id
		ON CONFLICT (commitment_id) DO UPDATE SET country = excluded.country, forum = excluded.forum, kind = excluded.kind,
			pillar = excluded.pillar, status = excluded.status, year = excluded.year, principles = excluded.principles,
			participants = excluded.participants, evidence = excluded.evidence, funded = excluded.funded, late_after = excluded.late_after
		WHERE f IS DISTINCT FROM excluded;
END $$;
--> statement-breakpoint
-- After a change of anything that it is made of. The first argument asks for the commitments that are concerned, of the
-- rows x that are new, gone or changed; the second names the columns that matter, where not all do.
CREATE FUNCTION concord_facets_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	columns text := coalesce(TG_ARGV[1], '*');
	rows text := CASE TG_OP
		WHEN 'INSERT' THEN 'TABLE now_there'
		WHEN 'DELETE' THEN 'TABLE once_there'
		ELSE format('(SELECT %1$s FROM now_there EXCEPT SELECT %1$s FROM once_there) UNION ALL (SELECT %1$s FROM once_there EXCEPT SELECT %1$s FROM now_there)', columns)
	END;
	ids uuid[];
BEGIN
	EXECUTE format('WITH x AS (%s) SELECT array_agg(DISTINCT id) FROM (%s) AS concerned (id) WHERE id IS NOT NULL', rows, TG_ARGV[0]) INTO ids;
	IF ids IS NOT NULL THEN
		PERFORM concord_facets_refresh(ids);
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
-- The values that one is counted under. Being late is not among them: that comes by the day alone.
CREATE FUNCTION concord_facet_values(f commitment_facets) RETURNS TABLE (facet text, value text) LANGUAGE sql IMMUTABLE AS $$
	SELECT v.facet, v.value FROM (VALUES
		('country', f.country), ('forum', f.forum), ('kind', f.kind), ('pillar', f.pillar), ('status', f.status), ('year', f.year),
		('evidence', CASE WHEN f.evidence THEN 'yes' ELSE 'no' END), ('funded', CASE WHEN f.funded THEN 'yes' ELSE 'no' END)
	) AS v (facet, value) WHERE v.value IS NOT NULL
	UNION ALL SELECT 'principle', unnest(f.principles)
	UNION ALL SELECT 'participant', unnest(f.participants)
$$;
--> statement-breakpoint
CREATE FUNCTION concord_facets_counted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	more CONSTANT text := 'SELECT v.facet, v.value, 1 AS change FROM now_there t, concord_facet_values(ROW (t.*)::commitment_facets) v';
	fewer CONSTANT text := 'SELECT v.facet, v.value, -1 AS change FROM once_there t, concord_facet_values(ROW (t.*)::commitment_facets) v';
	one record;
	place tid;
BEGIN
	FOR one IN EXECUTE format(
		'SELECT d.facet, d.value, sum(d.change)::integer AS change FROM (%s) d GROUP BY 1, 2 HAVING sum(d.change) <> 0 ORDER BY 1, 2',
		CASE TG_OP WHEN 'INSERT' THEN more WHEN 'DELETE' THEN fewer ELSE more || ' UNION ALL ' || fewer END
	) LOOP
		-- A row that another is changing is left to them.
		SELECT s.ctid INTO place FROM commitment_facet_counts s WHERE s.facet = one.facet AND s.value = one.value
			LIMIT 1 FOR UPDATE SKIP LOCKED;
		IF NOT FOUND THEN
			INSERT INTO commitment_facet_counts (facet, value, count) VALUES (one.facet, one.value, one.change);
		ELSE
			UPDATE commitment_facet_counts k SET count = k.count + one.change WHERE k.ctid = place AND k.count + one.change <> 0;
			IF NOT FOUND THEN
				DELETE FROM commitment_facet_counts k WHERE k.ctid = place;
			END IF;
		END IF;
	END LOOP;
	RETURN NULL;
END $$;
--> statement-breakpoint
DO $$ DECLARE
	one text;
BEGIN
	FOREACH one IN ARRAY ARRAY['concord_facets_refresh(uuid[])', 'concord_facets_follow()', 'concord_facets_counted()'] LOOP
		EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', one, current_schema());
		EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one);
	END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION concord_facets_refresh(uuid[]) TO concord_system;
--> statement-breakpoint
CREATE TRIGGER concord_facets_insert AFTER INSERT ON commitment_facets REFERENCING NEW TABLE AS now_there
	FOR EACH STATEMENT EXECUTE FUNCTION concord_facets_counted();
--> statement-breakpoint
CREATE TRIGGER concord_facets_update AFTER UPDATE ON commitment_facets REFERENCING OLD TABLE AS once_there NEW TABLE AS now_there
	FOR EACH STATEMENT EXECUTE FUNCTION concord_facets_counted();
--> statement-breakpoint
CREATE TRIGGER concord_facets_delete AFTER DELETE ON commitment_facets REFERENCING OLD TABLE AS once_there
	FOR EACH STATEMENT EXECUTE FUNCTION concord_facets_counted();
--> statement-breakpoint
DO $$ DECLARE
	one record;
BEGIN
	FOR one IN SELECT * FROM (VALUES
		('commitments', 'SELECT x.id FROM x WHERE x.published_at IS NOT NULL',
			'id, owner_id, forum_key, kind, pillar_id, status, announced_on, due_on, published_at'),
		('commitment_updates', 'SELECT x.commitment_id FROM x WHERE x.state = ''accepted''', 'id, commitment_id, state'),
		('commitment_requirements', 'SELECT x.commitment_id FROM x', 'commitment_id, requirement_id'),
		('commitment_participants', 'SELECT x.commitment_id FROM x', 'commitment_id, organisation_id'),
		('funding_lines', 'SELECT x.commitment_id FROM x', 'id, commitment_id'),
		('evidence', 'SELECT x.commitment_id FROM x UNION SELECT u.commitment_id FROM commitment_updates u JOIN x ON x.update_id = u.id WHERE u.state = ''accepted''',
			'id, commitment_id, update_id')
	) AS made_of (name, concerned, columns)
	LOOP
		EXECUTE format('CREATE TRIGGER concord_facets_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS now_there FOR EACH STATEMENT EXECUTE FUNCTION concord_facets_follow(%L)', one.name, one.concerned);
		EXECUTE format('CREATE TRIGGER concord_facets_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS once_there NEW TABLE AS now_there FOR EACH STATEMENT EXECUTE FUNCTION concord_facets_follow(%L, %L)', one.name, one.concerned, one.columns);
		-- What goes with a commitment goes by itself.
		IF one.name <> 'commitments' THEN
			EXECUTE format('CREATE TRIGGER concord_facets_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS once_there FOR EACH STATEMENT EXECUTE FUNCTION concord_facets_follow(%L)', one.name, one.concerned);
		END IF;
	END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER concord_facets_update AFTER UPDATE ON organisations REFERENCING OLD TABLE AS once_there NEW TABLE AS now_there
	FOR EACH STATEMENT EXECUTE FUNCTION concord_facets_follow(
		'SELECT c.id FROM commitments c JOIN x ON c.owner_id = x.id WHERE c.published_at IS NOT NULL UNION SELECT p.commitment_id FROM commitment_participants p JOIN x ON p.organisation_id = x.id',
		'id, country_code'
	);
--> statement-breakpoint
CREATE TRIGGER concord_facets_update AFTER UPDATE ON requirements REFERENCING OLD TABLE AS once_there NEW TABLE AS now_there
	FOR EACH STATEMENT EXECUTE FUNCTION concord_facets_follow(
		'SELECT c.id FROM commitments c JOIN x ON c.pillar_id = x.id WHERE c.published_at IS NOT NULL UNION SELECT s.commitment_id FROM commitment_requirements s JOIN x ON s.requirement_id = x.id',
		'id, key, number'
	);
--> statement-breakpoint
DO $$ BEGIN
	PERFORM concord_facets_refresh((SELECT array_agg(c.id) FROM commitments c WHERE c.published_at IS NOT NULL));
END $$;
