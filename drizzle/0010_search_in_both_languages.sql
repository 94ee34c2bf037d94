-- Both extensions are trusted: the owner of the database may create them.
CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION concord_en (COPY = pg_catalog.english);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION concord_en ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION concord_fr (COPY = pg_catalog.french);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION concord_fr ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
--> statement-breakpoint
-- In lower case and without accents. Named with its dictionary, unaccent gives the same for ever.
CREATE FUNCTION concord_plain(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, given)) $$;
--> statement-breakpoint
-- What a commitment is found by: its titles weigh more than its descriptions.
CREATE FUNCTION concord_words(title_en text, title_fr text, description_en text, description_fr text, agency text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT setweight(to_tsvector('public.concord_en'::regconfig, coalesce(title_en, '')), 'A')
	|| setweight(to_tsvector('public.concord_fr'::regconfig, coalesce(title_fr, '')), 'A')
	|| setweight(to_tsvector('public.concord_en'::regconfig, coalesce(agency, '')), 'B')
	|| setweight(to_tsvector('public.concord_en'::regconfig, coalesce(description_en, '')), 'C')
	|| setweight(to_tsvector('public.concord_fr'::regconfig, coalesce(description_fr, '')), 'C') $$;
--> statement-breakpoint
-- What was asked for, read as English and as French: words, "phrases", or, -without.
CREATE FUNCTION concord_asked(given text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT websearch_to_tsquery('public.concord_en'::regconfig, given) || websearch_to_tsquery('public.concord_fr'::regconfig, given) $$;
--> statement-breakpoint
CREATE INDEX commitments_words ON commitments USING gin (concord_words(title_en, title_fr, description_en, description_fr, lead_agency));
