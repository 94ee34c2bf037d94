-- What is made of a commitment is written while the commitment is held. Without that, who accepts an update held the line
-- and waited for the commitment, while who withdrew it held the commitment and waited for the line.
CREATE OR REPLACE FUNCTION concord_facets_refresh(ids uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	PERFORM FROM commitments c WHERE c.id = ANY (ids) ORDER BY c.id FOR NO KEY UPDATE;
	DELETE FROM commitment_facets f WHERE f.commitment_id = ANY (ids)
		AND NOT EXISTS (SELECT FROM commitments c WHERE c.id = f.commitment_id AND c.published_at IS NOT NULL);
	INSERT INTO commitment_facets AS f SELECT n.* FROM concord_facets_now(ids) n ORDER BY n.commitment_id
		ON CONFLICT (commitment_id) DO UPDATE SET country = excluded.country, forum = excluded.forum, kind = excluded.kind,
			pillar = excluded.pillar, status = excluded.status, year = excluded.year, principles = excluded.principles,
			participants = excluded.participants, evidence = excluded.evidence, funded = excluded.funded, late_after = excluded.late_after
		WHERE f IS DISTINCT FROM excluded;
END $$;
--> statement-breakpoint
DO $$ BEGIN
	EXECUTE format('ALTER FUNCTION concord_facets_refresh(uuid[]) SET search_path = %I, pg_temp', current_schema());
END $$;
