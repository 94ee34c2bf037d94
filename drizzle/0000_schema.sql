CREATE TABLE "accounts" (
	"user_id" uuid NOT NULL,
	"type" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"refresh_token" text,
	"access_token" text,
	"expires_at" integer,
	"token_type" text,
	"scope" text,
	"id_token" text,
	"session_state" text,
	CONSTRAINT "accounts_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "form_tokens" (
	"token" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"result" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"organisation_id" uuid NOT NULL,
	"role" text NOT NULL,
	"invited_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitations_role" CHECK ("invitations"."role" in ('viewer', 'contributor', 'approver', 'editor', 'publisher', 'administrator')),
	CONSTRAINT "invitations_email_lower" CHECK ("invitations"."email" = lower("invitations"."email"))
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"role" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "memberships_role" CHECK ("memberships"."role" in ('viewer', 'contributor', 'approver', 'editor', 'publisher', 'administrator'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"session_token" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"proved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text,
	"email" text NOT NULL,
	"email_verified" timestamp with time zone,
	"image" text,
	"locale" text DEFAULT 'en' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_locale" CHECK ("users"."locale" in ('en', 'fr')),
	CONSTRAINT "users_email_lower" CHECK ("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
CREATE TABLE "verification_tokens" (
	"identifier" text NOT NULL,
	"token" text NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	CONSTRAINT "verification_tokens_identifier_token_pk" PRIMARY KEY("identifier","token")
);
--> statement-breakpoint
CREATE TABLE "answer_reviews" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"assessment_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"requirement_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"comment" text,
	"reviewer_rating" smallint,
	"released" boolean DEFAULT false NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "answer_reviews_once" UNIQUE("assessment_id","requirement_id","revision"),
	CONSTRAINT "answer_reviews_rating" CHECK ("answer_reviews"."reviewer_rating" between 0 and 4),
	CONSTRAINT "answer_reviews_length" CHECK (length("answer_reviews"."comment") <= 5000)
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"assessment_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"published" boolean DEFAULT false NOT NULL,
	"requirement_id" uuid NOT NULL,
	"rating" smallint,
	"not_applicable" boolean DEFAULT false NOT NULL,
	"not_applicable_reason" text,
	"narrative" text,
	"narrative_locale" text DEFAULT 'en' NOT NULL,
	"visibility" text DEFAULT 'public' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "answers_once" UNIQUE("assessment_id","requirement_id"),
	CONSTRAINT "answers_visibility" CHECK ("answers"."visibility" in ('public', 'partners', 'secretariat')),
	CONSTRAINT "answers_narrative_locale" CHECK ("answers"."narrative_locale" in ('en', 'fr')),
	CONSTRAINT "answers_rating" CHECK ("answers"."rating" between 0 and 4),
	CONSTRAINT "answers_one_of" CHECK (not ("answers"."not_applicable" and "answers"."rating" is not null)),
	CONSTRAINT "answers_length" CHECK (length("answers"."narrative") <= 10000 and length("answers"."not_applicable_reason") <= 2000)
);
--> statement-breakpoint
CREATE TABLE "assessment_revisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"assessment_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"snapshot" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"attested_by" uuid NOT NULL,
	"attested_name" text NOT NULL,
	"attested_title" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assessment_revisions_once" UNIQUE("assessment_id","revision")
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cycle_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"submitted_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	"return_comment" text,
	"public_ratings" smallint[],
	"partner_ratings" smallint[],
	CONSTRAINT "assessments_once" UNIQUE("cycle_id","organisation_id"),
	CONSTRAINT "assessments_state" CHECK ("assessments"."state" in ('draft', 'submitted', 'in_review', 'returned', 'accepted', 'published')),
	CONSTRAINT "assessments_published" CHECK (("assessments"."state" = 'published') = ("assessments"."published_at" is not null and "assessments"."public_ratings" is not null))
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"commitment_id" uuid,
	"update_id" uuid,
	"answer_id" uuid,
	"url" text NOT NULL,
	"title" text NOT NULL,
	"publisher" text,
	"published_on" text,
	"checked_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evidence_one" CHECK (num_nonnulls("evidence"."commitment_id", "evidence"."update_id", "evidence"."answer_id") = 1),
	CONSTRAINT "evidence_url" CHECK ("evidence"."url" ~ '^https?://[^[:space:]]+$'),
	CONSTRAINT "evidence_length" CHECK (length("evidence"."url") <= 2000 and length("evidence"."title") between 1 and 300),
	CONSTRAINT "evidence_published_on" CHECK ("evidence"."published_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" text,
	"organisation_id" text,
	"event" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"detail" text NOT NULL,
	"prev" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_events_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "commitment_requirements" (
	"commitment_id" uuid NOT NULL,
	"requirement_id" uuid NOT NULL,
	CONSTRAINT "commitment_requirements_commitment_id_requirement_id_pk" PRIMARY KEY("commitment_id","requirement_id")
);
--> statement-breakpoint
CREATE TABLE "commitment_updates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"commitment_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"source_key" text,
	"state" text DEFAULT 'posted' NOT NULL,
	"status" text NOT NULL,
	"basis" text NOT NULL,
	"as_of" text,
	"note_en" text,
	"note_fr" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"return_comment" text,
	CONSTRAINT "commitment_updates_sourceKey_unique" UNIQUE("source_key"),
	CONSTRAINT "commitment_updates_state" CHECK ("commitment_updates"."state" in ('posted', 'accepted', 'returned')),
	CONSTRAINT "commitment_updates_status" CHECK ("commitment_updates"."status" in ('not_started', 'on_track', 'at_risk', 'delayed', 'partly_completed', 'completed', 'continuing', 'superseded', 'withdrawn', 'no_evidence')),
	CONSTRAINT "commitment_updates_basis" CHECK ("commitment_updates"."basis" in ('owner', 'public_record')),
	CONSTRAINT "commitment_updates_as_of" CHECK ("commitment_updates"."as_of" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
	CONSTRAINT "commitment_updates_length" CHECK (greatest(length("commitment_updates"."note_en"), length("commitment_updates"."note_fr")) <= 10000)
);
--> statement-breakpoint
CREATE TABLE "commitments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"source_key" text,
	"owner_id" uuid NOT NULL,
	"forum_key" text,
	"kind" text NOT NULL,
	"pillar_id" uuid,
	"title_en" text,
	"title_fr" text,
	"description_en" text,
	"description_fr" text,
	"lead_agency" text,
	"announced_on" text,
	"starts_on" text,
	"due_on" text,
	"first_due_on" text,
	"source_url" text,
	"certainty" text DEFAULT 'confirmed' NOT NULL,
	"certainty_note" text,
	"state" text DEFAULT 'draft' NOT NULL,
	"status" text DEFAULT 'not_started' NOT NULL,
	"status_basis" text DEFAULT 'owner' NOT NULL,
	"status_as_of" text,
	"return_comment" text,
	"withdrawn_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"submitted_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	CONSTRAINT "commitments_reference_unique" UNIQUE("reference"),
	CONSTRAINT "commitments_sourceKey_unique" UNIQUE("source_key"),
	CONSTRAINT "commitments_kind" CHECK ("commitments"."kind" in ('legislation', 'funding', 'programme', 'operation', 'campaign', 'policy', 'capacity', 'agreement')),
	CONSTRAINT "commitments_state" CHECK ("commitments"."state" in ('draft', 'submitted', 'returned', 'published', 'withdrawn')),
	CONSTRAINT "commitments_status" CHECK ("commitments"."status" in ('not_started', 'on_track', 'at_risk', 'delayed', 'partly_completed', 'completed', 'continuing', 'superseded', 'withdrawn', 'no_evidence')),
	CONSTRAINT "commitments_status_basis" CHECK ("commitments"."status_basis" in ('owner', 'public_record')),
	CONSTRAINT "commitments_certainty" CHECK ("commitments"."certainty" in ('confirmed', 'inferred', 'unverified', 'conflicting')),
	CONSTRAINT "commitments_title" CHECK (coalesce("commitments"."title_en", '') <> '' or coalesce("commitments"."title_fr", '') <> ''),
	CONSTRAINT "commitments_length" CHECK (greatest(length("commitments"."title_en"), length("commitments"."title_fr")) <= 300 and greatest(length("commitments"."description_en"), length("commitments"."description_fr")) <= 10000),
	CONSTRAINT "commitments_announced_on" CHECK ("commitments"."announced_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
	CONSTRAINT "commitments_starts_on" CHECK ("commitments"."starts_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
	CONSTRAINT "commitments_due_on" CHECK ("commitments"."due_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
	CONSTRAINT "commitments_first_due_on" CHECK ("commitments"."first_due_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
	CONSTRAINT "commitments_status_as_of" CHECK ("commitments"."status_as_of" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
	CONSTRAINT "commitments_dates" CHECK (left("commitments"."due_on", least(length("commitments"."due_on"), length("commitments"."starts_on"))) >= left("commitments"."starts_on", least(length("commitments"."due_on"), length("commitments"."starts_on")))),
	CONSTRAINT "commitments_published" CHECK ("commitments"."state" <> 'published' or "commitments"."published_at" is not null),
	CONSTRAINT "commitments_withdrawn" CHECK ("commitments"."state" <> 'withdrawn' or coalesce("commitments"."withdrawn_reason", '') <> ''),
	CONSTRAINT "commitments_source" CHECK ("commitments"."source_url" ~ '^https?://[^[:space:]]+$')
);
--> statement-breakpoint
CREATE TABLE "funding_lines" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"commitment_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"fiscal_period" text,
	"recipient" text,
	"stage" text DEFAULT 'announced' NOT NULL,
	"source_url" text,
	CONSTRAINT "funding_lines_position" UNIQUE("commitment_id","position"),
	CONSTRAINT "funding_lines_stage" CHECK ("funding_lines"."stage" in ('announced', 'committed', 'spent')),
	CONSTRAINT "funding_lines_amount" CHECK ("funding_lines"."amount_minor" >= 0),
	CONSTRAINT "funding_lines_currency" CHECK ("funding_lines"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "milestones" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"commitment_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"title_en" text,
	"title_fr" text,
	"due_on" text,
	"first_due_on" text,
	"completed_on" text,
	"status" text DEFAULT 'open' NOT NULL,
	CONSTRAINT "milestones_position" UNIQUE("commitment_id","position"),
	CONSTRAINT "milestones_status" CHECK ("milestones"."status" in ('open', 'done', 'dropped')),
	CONSTRAINT "milestones_title" CHECK (coalesce("milestones"."title_en", '') <> '' or coalesce("milestones"."title_fr", '') <> ''),
	CONSTRAINT "milestones_due_on" CHECK ("milestones"."due_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
	CONSTRAINT "milestones_completed_on" CHECK ("milestones"."completed_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')
);
--> statement-breakpoint
CREATE TABLE "cycles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"framework_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name_en" text NOT NULL,
	"name_fr" text NOT NULL,
	"opens_on" date NOT NULL,
	"due_on" date NOT NULL,
	"closes_on" date NOT NULL,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cycles_key" UNIQUE("framework_id","key"),
	CONSTRAINT "cycles_order" CHECK ("cycles"."opens_on" <= "cycles"."due_on" and "cycles"."due_on" <= "cycles"."closes_on")
);
--> statement-breakpoint
CREATE TABLE "endorsements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"framework_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"status" text DEFAULT 'endorsed' NOT NULL,
	"endorsed_on" text,
	"certainty" text DEFAULT 'confirmed' NOT NULL,
	"note" text,
	"sources" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "endorsements_once" UNIQUE("framework_id","organisation_id"),
	CONSTRAINT "endorsements_status" CHECK ("endorsements"."status" in ('endorsed', 'endorsed_national')),
	CONSTRAINT "endorsements_certainty" CHECK ("endorsements"."certainty" in ('confirmed', 'inferred', 'unverified', 'conflicting')),
	CONSTRAINT "endorsements_endorsed_on" CHECK ("endorsements"."endorsed_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"source_key" text,
	"organisation_id" uuid NOT NULL,
	"requirement_id" uuid NOT NULL,
	"voice" text NOT NULL,
	"direction" text NOT NULL,
	"text_en" text,
	"text_fr" text,
	"found_on" text,
	"source_url" text NOT NULL,
	"source_note" text,
	"certainty" text DEFAULT 'confirmed' NOT NULL,
	CONSTRAINT "findings_sourceKey_unique" UNIQUE("source_key"),
	CONSTRAINT "findings_voice" CHECK ("findings"."voice" in ('company_statement', 'regulator_finding', 'independent_review', 'civil_society')),
	CONSTRAINT "findings_direction" CHECK ("findings"."direction" in ('practice', 'gap')),
	CONSTRAINT "findings_found_on" CHECK ("findings"."found_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')
);
--> statement-breakpoint
CREATE TABLE "frameworks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"key" text NOT NULL,
	"version" text NOT NULL,
	"name_en" text NOT NULL,
	"name_fr" text NOT NULL,
	"description_en" text,
	"description_fr" text,
	"audience" text NOT NULL,
	"disclosure" text NOT NULL,
	"adopted_on" text,
	"source_url" text,
	"source_url_fr" text,
	CONSTRAINT "frameworks_version" UNIQUE("key","version"),
	CONSTRAINT "frameworks_audience" CHECK ("frameworks"."audience" in ('companies', 'governments', 'commitments')),
	CONSTRAINT "frameworks_disclosure" CHECK ("frameworks"."disclosure" in ('per_organisation', 'aggregate_only')),
	CONSTRAINT "frameworks_adopted_on" CHECK ("frameworks"."adopted_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')
);
--> statement-breakpoint
CREATE TABLE "rating_levels" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"framework_id" uuid NOT NULL,
	"value" smallint NOT NULL,
	"label_en" text NOT NULL,
	"label_fr" text NOT NULL,
	"meaning_en" text,
	"meaning_fr" text,
	CONSTRAINT "rating_levels_value" UNIQUE("framework_id","value"),
	CONSTRAINT "rating_levels_range" CHECK ("rating_levels"."value" between 0 and 4)
);
--> statement-breakpoint
CREATE TABLE "requirements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"framework_id" uuid NOT NULL,
	"theme_id" uuid,
	"number" smallint NOT NULL,
	"key" text,
	"title_en" text NOT NULL,
	"title_fr" text NOT NULL,
	"summary_en" text,
	"summary_fr" text,
	"certainty" text DEFAULT 'confirmed' NOT NULL,
	"source_url" text,
	CONSTRAINT "requirements_number" UNIQUE("framework_id","number"),
	CONSTRAINT "requirements_key" UNIQUE("framework_id","key"),
	CONSTRAINT "requirements_certainty" CHECK ("requirements"."certainty" in ('confirmed', 'inferred', 'unverified', 'conflicting'))
);
--> statement-breakpoint
CREATE TABLE "themes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"framework_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"name_en" text NOT NULL,
	"name_fr" text NOT NULL,
	CONSTRAINT "themes_number" UNIQUE("framework_id","number")
);
--> statement-breakpoint
CREATE TABLE "indicator_series" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"key" text NOT NULL,
	"metric" text NOT NULL,
	"unit" text NOT NULL,
	"organisation_id" uuid,
	"country_code" char(2),
	"subject" text NOT NULL,
	"caveat_en" text,
	"caveat_fr" text,
	CONSTRAINT "indicator_series_key_unique" UNIQUE("key"),
	CONSTRAINT "indicator_series_subject" CHECK (num_nonnulls("indicator_series"."organisation_id", "indicator_series"."country_code") <= 1)
);
--> statement-breakpoint
CREATE TABLE "indicator_values" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"series_id" uuid NOT NULL,
	"period" text NOT NULL,
	"value" numeric NOT NULL,
	"sources" text[] DEFAULT '{}' NOT NULL,
	"certainty" text DEFAULT 'confirmed' NOT NULL,
	CONSTRAINT "indicator_values_period" UNIQUE("series_id","period"),
	CONSTRAINT "indicator_values_period_format" CHECK ("indicator_values"."period" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
	CONSTRAINT "indicator_values_certainty" CHECK ("indicator_values"."certainty" in ('confirmed', 'inferred', 'unverified', 'conflicting'))
);
--> statement-breakpoint
CREATE TABLE "mail_outbox" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dedupe_key" text NOT NULL,
	"recipient" text NOT NULL,
	"locale" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"last_error" text,
	CONSTRAINT "mail_outbox_dedupeKey_unique" UNIQUE("dedupe_key"),
	CONSTRAINT "mail_outbox_locale" CHECK ("mail_outbox"."locale" in ('en', 'fr'))
);
--> statement-breakpoint
CREATE TABLE "countries" (
	"code" char(2) PRIMARY KEY NOT NULL,
	"iso3" char(3) NOT NULL,
	"name_en" text NOT NULL,
	"name_fr" text NOT NULL,
	"lead_agency" text,
	"source_url" text,
	CONSTRAINT "countries_iso3_unique" UNIQUE("iso3")
);
--> statement-breakpoint
CREATE TABLE "forum_chairs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"forum_key" text NOT NULL,
	"chair" text NOT NULL,
	"since" text NOT NULL,
	"until" text,
	"certainty" text DEFAULT 'confirmed' NOT NULL,
	"source_url" text,
	CONSTRAINT "forum_chairs_once" UNIQUE("forum_key","since")
);
--> statement-breakpoint
CREATE TABLE "forum_meetings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"forum_key" text NOT NULL,
	"year" integer NOT NULL,
	"place" text,
	"dates" text,
	"source_url" text,
	CONSTRAINT "forum_meetings_once" UNIQUE NULLS NOT DISTINCT("forum_key","year","dates")
);
--> statement-breakpoint
CREATE TABLE "forum_memberships" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"forum_key" text NOT NULL,
	"country_code" char(2),
	"organisation_id" uuid,
	"role" text DEFAULT 'member' NOT NULL,
	"since" text,
	"until" text,
	"certainty" text DEFAULT 'confirmed' NOT NULL,
	"basis" text,
	"source_url" text,
	CONSTRAINT "forum_memberships_once" UNIQUE NULLS NOT DISTINCT("forum_key","country_code","organisation_id","role"),
	CONSTRAINT "forum_memberships_one" CHECK (num_nonnulls("forum_memberships"."country_code", "forum_memberships"."organisation_id") = 1),
	CONSTRAINT "forum_memberships_role" CHECK ("forum_memberships"."role" in ('member', 'chair', 'observer')),
	CONSTRAINT "forum_memberships_certainty" CHECK ("forum_memberships"."certainty" in ('confirmed', 'inferred', 'unverified', 'conflicting'))
);
--> statement-breakpoint
CREATE TABLE "forums" (
	"key" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name_en" text NOT NULL,
	"name_fr" text NOT NULL,
	"description_en" text,
	"description_fr" text,
	"founded" text,
	"founded_note" text,
	"url" text,
	"sources" text[] DEFAULT '{}' NOT NULL,
	"organisation_id" uuid,
	CONSTRAINT "forums_kind" CHECK ("forums"."kind" in ('ministerial_forum', 'alliance', 'law_enforcement_alliance', 'treaty', 'national_strategy', 'delivery_partner', 'industry_body', 'regional_body', 'regulator', 'clearing_house')),
	CONSTRAINT "forums_founded" CHECK ("forums"."founded" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')
);
--> statement-breakpoint
CREATE TABLE "instruments" (
	"key" text PRIMARY KEY NOT NULL,
	"name_en" text NOT NULL,
	"name_fr" text NOT NULL,
	"adopted" text,
	"parties" integer,
	"url" text,
	"sources" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"kind" text NOT NULL,
	"name_en" text NOT NULL,
	"name_fr" text NOT NULL,
	"country_code" char(2),
	"subdivision" text,
	"parent_id" uuid,
	"reference_prefix" text,
	"sectors" text[] DEFAULT '{}' NOT NULL,
	"brands" text[] DEFAULT '{}' NOT NULL,
	"headquarters_certainty" text DEFAULT 'confirmed' NOT NULL,
	"note" text,
	"sources" text[] DEFAULT '{}' NOT NULL,
	"sample" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisations_slug_unique" UNIQUE("slug"),
	CONSTRAINT "organisations_referencePrefix_unique" UNIQUE("reference_prefix"),
	CONSTRAINT "organisations_kind" CHECK ("organisations"."kind" in ('government', 'subnational_government', 'law_enforcement', 'company', 'civil_society', 'intergovernmental', 'secretariat')),
	CONSTRAINT "organisations_slug" CHECK ("organisations"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "organisations_prefix" CHECK ("organisations"."reference_prefix" ~ '^[A-Z0-9]{2,8}$')
);
--> statement-breakpoint
CREATE TABLE "services" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text,
	CONSTRAINT "services_name" UNIQUE("organisation_id","name")
);
--> statement-breakpoint
CREATE TABLE "treaty_actions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"instrument_key" text NOT NULL,
	"country_code" char(2) NOT NULL,
	"action" text NOT NULL,
	"taken_on" text,
	"certainty" text DEFAULT 'confirmed' NOT NULL,
	"note" text,
	"sources" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "treaty_actions_once" UNIQUE("instrument_key","country_code","action"),
	CONSTRAINT "treaty_actions_action" CHECK ("treaty_actions"."action" in ('signed', 'ratified', 'accepted', 'acceded', 'succeeded')),
	CONSTRAINT "treaty_actions_certainty" CHECK ("treaty_actions"."certainty" in ('confirmed', 'inferred', 'unverified', 'conflicting')),
	CONSTRAINT "treaty_actions_taken_on" CHECK ("treaty_actions"."taken_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')
);
--> statement-breakpoint
CREATE TABLE "figures" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"summary_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"question" text NOT NULL,
	"filters" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"caption_en" text DEFAULT '' NOT NULL,
	"caption_fr" text DEFAULT '' NOT NULL,
	"frozen" jsonb,
	"frozen_at" timestamp with time zone,
	CONSTRAINT "figures_position" UNIQUE("summary_id","position"),
	CONSTRAINT "figures_question" CHECK ("figures"."question" in ('principle_distribution', 'principle_trend', 'country_status', 'pillar_status'))
);
--> statement-breakpoint
CREATE TABLE "summaries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"edition" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"title_en" text DEFAULT '' NOT NULL,
	"title_fr" text DEFAULT '' NOT NULL,
	"body_en" text DEFAULT '' NOT NULL,
	"body_fr" text DEFAULT '' NOT NULL,
	"as_of" date,
	"correction_note_en" text,
	"correction_note_fr" text,
	"return_comment" text,
	"authors" uuid[] DEFAULT '{}' NOT NULL,
	"published_by" uuid,
	"published_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "summaries_edition" UNIQUE("slug","edition"),
	CONSTRAINT "summaries_state" CHECK ("summaries"."state" in ('draft', 'in_review', 'published', 'superseded')),
	CONSTRAINT "summaries_slug" CHECK ("summaries"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "summaries_four_eyes" CHECK ("summaries"."published_by" is null or not ("summaries"."published_by" = any ("summaries"."authors"))),
	CONSTRAINT "summaries_both_languages" CHECK ("summaries"."state" in ('draft', 'in_review') or ("summaries"."title_en" <> '' and "summaries"."title_fr" <> '' and "summaries"."body_en" <> '' and "summaries"."body_fr" <> '' and "summaries"."published_at" is not null)),
	CONSTRAINT "summaries_length" CHECK (length("summaries"."body_en") <= 100000 and length("summaries"."body_fr") <= 100000)
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_tokens" ADD CONSTRAINT "form_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_reviews" ADD CONSTRAINT "answer_reviews_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_reviews" ADD CONSTRAINT "answer_reviews_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_reviews" ADD CONSTRAINT "answer_reviews_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_reviews" ADD CONSTRAINT "answer_reviews_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_revisions" ADD CONSTRAINT "assessment_revisions_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_revisions" ADD CONSTRAINT "assessment_revisions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_revisions" ADD CONSTRAINT "assessment_revisions_attested_by_users_id_fk" FOREIGN KEY ("attested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_cycle_id_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_update_id_commitment_updates_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."commitment_updates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_answer_id_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."answers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_requirements" ADD CONSTRAINT "commitment_requirements_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_requirements" ADD CONSTRAINT "commitment_requirements_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_updates" ADD CONSTRAINT "commitment_updates_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_updates" ADD CONSTRAINT "commitment_updates_owner_id_organisations_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_updates" ADD CONSTRAINT "commitment_updates_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_updates" ADD CONSTRAINT "commitment_updates_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_owner_id_organisations_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_forum_key_forums_key_fk" FOREIGN KEY ("forum_key") REFERENCES "public"."forums"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_pillar_id_requirements_id_fk" FOREIGN KEY ("pillar_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_lines" ADD CONSTRAINT "funding_lines_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycles" ADD CONSTRAINT "cycles_framework_id_frameworks_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."frameworks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "endorsements" ADD CONSTRAINT "endorsements_framework_id_frameworks_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."frameworks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "endorsements" ADD CONSTRAINT "endorsements_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_levels" ADD CONSTRAINT "rating_levels_framework_id_frameworks_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."frameworks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_framework_id_frameworks_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."frameworks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_theme_id_themes_id_fk" FOREIGN KEY ("theme_id") REFERENCES "public"."themes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "themes" ADD CONSTRAINT "themes_framework_id_frameworks_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."frameworks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_series" ADD CONSTRAINT "indicator_series_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_series" ADD CONSTRAINT "indicator_series_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_series_id_indicator_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."indicator_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_chairs" ADD CONSTRAINT "forum_chairs_forum_key_forums_key_fk" FOREIGN KEY ("forum_key") REFERENCES "public"."forums"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_meetings" ADD CONSTRAINT "forum_meetings_forum_key_forums_key_fk" FOREIGN KEY ("forum_key") REFERENCES "public"."forums"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_memberships" ADD CONSTRAINT "forum_memberships_forum_key_forums_key_fk" FOREIGN KEY ("forum_key") REFERENCES "public"."forums"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_memberships" ADD CONSTRAINT "forum_memberships_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_memberships" ADD CONSTRAINT "forum_memberships_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forums" ADD CONSTRAINT "forums_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "treaty_actions" ADD CONSTRAINT "treaty_actions_instrument_key_instruments_key_fk" FOREIGN KEY ("instrument_key") REFERENCES "public"."instruments"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "treaty_actions" ADD CONSTRAINT "treaty_actions_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "figures" ADD CONSTRAINT "figures_summary_id_summaries_id_fk" FOREIGN KEY ("summary_id") REFERENCES "public"."summaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitations_email" ON "invitations" USING btree ("email");--> statement-breakpoint
CREATE INDEX "invitations_organisation" ON "invitations" USING btree ("organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_active" ON "memberships" USING btree ("user_id","organisation_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "memberships_organisation" ON "memberships" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "answers_requirement" ON "answers" USING btree ("requirement_id");--> statement-breakpoint
CREATE INDEX "assessments_organisation" ON "assessments" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "assessments_state" ON "assessments" USING btree ("state");--> statement-breakpoint
CREATE INDEX "evidence_commitment" ON "evidence" USING btree ("commitment_id");--> statement-breakpoint
CREATE INDEX "evidence_update" ON "evidence" USING btree ("update_id");--> statement-breakpoint
CREATE INDEX "evidence_answer" ON "evidence" USING btree ("answer_id");--> statement-breakpoint
CREATE INDEX "commitment_updates_commitment" ON "commitment_updates" USING btree ("commitment_id","created_at");--> statement-breakpoint
CREATE INDEX "commitment_updates_waiting" ON "commitment_updates" USING btree ("created_at") WHERE state = 'posted';--> statement-breakpoint
CREATE INDEX "commitments_owner" ON "commitments" USING btree ("owner_id","state");--> statement-breakpoint
CREATE INDEX "commitments_state" ON "commitments" USING btree ("state","reference");--> statement-breakpoint
CREATE INDEX "commitments_forum" ON "commitments" USING btree ("forum_key");--> statement-breakpoint
CREATE INDEX "findings_organisation" ON "findings" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "findings_requirement" ON "findings" USING btree ("requirement_id");--> statement-breakpoint
CREATE INDEX "indicator_series_organisation" ON "indicator_series" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "indicator_series_country" ON "indicator_series" USING btree ("country_code");--> statement-breakpoint
CREATE INDEX "mail_outbox_waiting" ON "mail_outbox" USING btree ("next_attempt_at") WHERE sent_at is null and failed_at is null;--> statement-breakpoint
CREATE INDEX "forum_memberships_country" ON "forum_memberships" USING btree ("country_code");--> statement-breakpoint
CREATE INDEX "forum_memberships_organisation" ON "forum_memberships" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "organisations_country" ON "organisations" USING btree ("country_code");--> statement-breakpoint
CREATE UNIQUE INDEX "summaries_current" ON "summaries" USING btree ("slug") WHERE state = 'published';