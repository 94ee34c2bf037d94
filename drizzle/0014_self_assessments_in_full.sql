CREATE TABLE "answer_assignments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"assessment_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"requirement_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"assigned_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "answer_assignments_once" UNIQUE("assessment_id","requirement_id")
);
--> statement-breakpoint
CREATE TABLE "answer_metrics" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"answer_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"name" text NOT NULL,
	"value" numeric NOT NULL,
	"unit" text NOT NULL,
	"period" text NOT NULL,
	"source_url" text,
	CONSTRAINT "answer_metrics_position" UNIQUE("answer_id","position"),
	CONSTRAINT "answer_metrics_source" CHECK ("answer_metrics"."source_url" ~ '^https?://[^[:space:]]+$'),
	CONSTRAINT "answer_metrics_length" CHECK (length("answer_metrics"."name") between 1 and 200 and length("answer_metrics"."unit") between 1 and 50 and length("answer_metrics"."period") between 1 and 50)
);
--> statement-breakpoint
CREATE TABLE "answer_presence" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"assessment_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"requirement_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "answer_presence_once" UNIQUE("assessment_id","requirement_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "answer_services" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"answer_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"rating" smallint,
	"not_applicable" boolean DEFAULT false NOT NULL,
	"note" text,
	CONSTRAINT "answer_services_once" UNIQUE("answer_id","service_id"),
	CONSTRAINT "answer_services_rating" CHECK ("answer_services"."rating" between 0 and 4),
	CONSTRAINT "answer_services_one_of" CHECK (not ("answer_services"."not_applicable" and "answer_services"."rating" is not null)),
	CONSTRAINT "answer_services_length" CHECK (length("answer_services"."note") <= 2000)
);
--> statement-breakpoint
CREATE TABLE "assessment_progress" (
	"assessment_id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"answers" text[] DEFAULT '{}' NOT NULL,
	"saved_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "assessment_steps" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"assessment_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"state" text NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assessment_steps_state" CHECK ("assessment_steps"."state" in ('draft', 'submitted', 'in_review', 'returned', 'accepted', 'published'))
);
--> statement-breakpoint
CREATE TABLE "crosswalk" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"requirement_id" uuid NOT NULL,
	"regime_item_id" uuid NOT NULL,
	"coverage" text NOT NULL,
	"note_en" text,
	"note_fr" text,
	"certainty" text DEFAULT 'inferred' NOT NULL,
	CONSTRAINT "crosswalk_once" UNIQUE("requirement_id","regime_item_id"),
	CONSTRAINT "crosswalk_coverage" CHECK ("crosswalk"."coverage" in ('full', 'part')),
	CONSTRAINT "crosswalk_certainty" CHECK ("crosswalk"."certainty" in ('confirmed', 'inferred', 'unverified', 'conflicting'))
);
--> statement-breakpoint
CREATE TABLE "regime_items" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"regime_key" text NOT NULL,
	"code" text NOT NULL,
	"title_en" text NOT NULL,
	"title_fr" text NOT NULL,
	"url" text,
	"certainty" text DEFAULT 'confirmed' NOT NULL,
	"position" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "regime_items_code" UNIQUE("regime_key","code"),
	CONSTRAINT "regime_items_certainty" CHECK ("regime_items"."certainty" in ('confirmed', 'inferred', 'unverified', 'conflicting'))
);
--> statement-breakpoint
CREATE TABLE "regimes" (
	"key" text PRIMARY KEY NOT NULL,
	"name_en" text NOT NULL,
	"name_fr" text NOT NULL,
	"publisher" text NOT NULL,
	"version" text,
	"url" text NOT NULL,
	"note_en" text,
	"note_fr" text,
	"position" smallint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cycle_aggregates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cycle_id" uuid NOT NULL,
	"requirement_id" uuid NOT NULL,
	"organisations" smallint NOT NULL,
	"counts" smallint[] NOT NULL,
	CONSTRAINT "cycle_aggregates_once" UNIQUE("cycle_id","requirement_id"),
	CONSTRAINT "cycle_aggregates_group" CHECK ("cycle_aggregates"."organisations" >= 5),
	CONSTRAINT "cycle_aggregates_counts" CHECK (cardinality("cycle_aggregates"."counts") = 6)
);
--> statement-breakpoint
CREATE TABLE "cycle_extensions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cycle_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"until" date NOT NULL,
	"reason" text NOT NULL,
	"granted_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cycle_extensions_reason" CHECK (length("cycle_extensions"."reason") between 1 and 1000)
);
--> statement-breakpoint
CREATE TABLE "cycle_invitations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cycle_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"invited_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cycle_invitations_once" UNIQUE("cycle_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "finding_replies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"finding_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"body" text NOT NULL,
	"body_locale" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"replied_by" uuid NOT NULL,
	"replied_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "finding_replies_once" UNIQUE("finding_id"),
	CONSTRAINT "finding_replies_locale" CHECK ("finding_replies"."body_locale" in ('en', 'fr')),
	CONSTRAINT "finding_replies_length" CHECK (length("finding_replies"."body") between 1 and 5000)
);
--> statement-breakpoint
CREATE TABLE "requirement_mappings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"comparable" boolean NOT NULL,
	"note_en" text,
	"note_fr" text,
	CONSTRAINT "requirement_mappings_once" UNIQUE("from_id","to_id")
);
--> statement-breakpoint
CREATE TABLE "published_reviews" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"assessment_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"requirement_id" uuid NOT NULL,
	"visibility" text NOT NULL,
	"rating" smallint NOT NULL,
	"reason" text,
	"reason_locale" text,
	"reply" text,
	"reply_locale" text,
	"reply_until" date,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "published_reviews_once" UNIQUE("assessment_id","requirement_id"),
	CONSTRAINT "published_reviews_visibility" CHECK ("published_reviews"."visibility" in ('public', 'partners', 'secretariat')),
	CONSTRAINT "published_reviews_rating" CHECK ("published_reviews"."rating" between 0 and 4)
);
--> statement-breakpoint
CREATE TABLE "review_replies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"assessment_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"requirement_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"body" text NOT NULL,
	"body_locale" text NOT NULL,
	"replied_by" uuid NOT NULL,
	"replied_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_replies_once" UNIQUE("assessment_id","requirement_id","revision"),
	CONSTRAINT "review_replies_locale" CHECK ("review_replies"."body_locale" in ('en', 'fr')),
	CONSTRAINT "review_replies_length" CHECK (length("review_replies"."body") between 1 and 5000)
);
--> statement-breakpoint
CREATE TABLE "reviewer_interests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"assessment_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"conflicted" boolean NOT NULL,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reviewer_interests_once" UNIQUE("assessment_id","reviewer_id"),
	CONSTRAINT "reviewer_interests_note" CHECK (length("reviewer_interests"."note") <= 2000 and (not "reviewer_interests"."conflicted" or "reviewer_interests"."note" is not null))
);
--> statement-breakpoint
CREATE TABLE "reviewer_opinions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"assessment_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"requirement_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"rating" smallint NOT NULL,
	"note" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reviewer_opinions_once" UNIQUE("assessment_id","requirement_id","revision","reviewer_id"),
	CONSTRAINT "reviewer_opinions_rating" CHECK ("reviewer_opinions"."rating" between 0 and 4),
	CONSTRAINT "reviewer_opinions_length" CHECK (length("reviewer_opinions"."note") <= 2000)
);
--> statement-breakpoint
ALTER TABLE "answer_reviews" DROP CONSTRAINT "answer_reviews_length";--> statement-breakpoint
ALTER TABLE "answers" DROP CONSTRAINT "answers_length";--> statement-breakpoint
ALTER TABLE "answer_reviews" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "answer_reviews" ADD COLUMN "reason_locale" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "answer_reviews" ADD COLUMN "decision" text;--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "not_applicable_kind" text;--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "change_note" text;--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "confidence" text;--> statement-breakpoint
ALTER TABLE "assessments" ADD COLUMN "public_reviewer_ratings" smallint[];--> statement-breakpoint
ALTER TABLE "assessments" ADD COLUMN "disclosed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "assessments" ADD COLUMN "discloses_own" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "assessments" ADD COLUMN "reply_until" date;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "assessment_id" uuid;--> statement-breakpoint
ALTER TABLE "cycles" ADD COLUMN "invitation_only" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cycles" ADD COLUMN "extension_days" smallint DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "cycles" ADD COLUMN "reply_days" smallint DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "cycles" ADD COLUMN "publish_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cycles" ADD COLUMN "scheduled_by" uuid;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "state" text DEFAULT 'published' NOT NULL;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "reply_until" date;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "created_by" uuid;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "created_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "frameworks" ADD COLUMN "requirement_noun_en" text DEFAULT 'Requirement' NOT NULL;--> statement-breakpoint
ALTER TABLE "frameworks" ADD COLUMN "requirement_noun_fr" text DEFAULT 'Exigence' NOT NULL;--> statement-breakpoint
ALTER TABLE "requirements" ADD COLUMN "guidance" jsonb;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "features" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "ended_on" date;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "answer_assignments" ADD CONSTRAINT "answer_assignments_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_assignments" ADD CONSTRAINT "answer_assignments_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_assignments" ADD CONSTRAINT "answer_assignments_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_assignments" ADD CONSTRAINT "answer_assignments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_assignments" ADD CONSTRAINT "answer_assignments_assigned_by_users_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_metrics" ADD CONSTRAINT "answer_metrics_answer_id_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."answers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_presence" ADD CONSTRAINT "answer_presence_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_presence" ADD CONSTRAINT "answer_presence_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_presence" ADD CONSTRAINT "answer_presence_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_presence" ADD CONSTRAINT "answer_presence_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_services" ADD CONSTRAINT "answer_services_answer_id_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."answers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_services" ADD CONSTRAINT "answer_services_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_progress" ADD CONSTRAINT "assessment_progress_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_progress" ADD CONSTRAINT "assessment_progress_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_steps" ADD CONSTRAINT "assessment_steps_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_steps" ADD CONSTRAINT "assessment_steps_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crosswalk" ADD CONSTRAINT "crosswalk_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crosswalk" ADD CONSTRAINT "crosswalk_regime_item_id_regime_items_id_fk" FOREIGN KEY ("regime_item_id") REFERENCES "public"."regime_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regime_items" ADD CONSTRAINT "regime_items_regime_key_regimes_key_fk" FOREIGN KEY ("regime_key") REFERENCES "public"."regimes"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_aggregates" ADD CONSTRAINT "cycle_aggregates_cycle_id_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_aggregates" ADD CONSTRAINT "cycle_aggregates_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_extensions" ADD CONSTRAINT "cycle_extensions_cycle_id_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_extensions" ADD CONSTRAINT "cycle_extensions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_extensions" ADD CONSTRAINT "cycle_extensions_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_invitations" ADD CONSTRAINT "cycle_invitations_cycle_id_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_invitations" ADD CONSTRAINT "cycle_invitations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_invitations" ADD CONSTRAINT "cycle_invitations_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_replies" ADD CONSTRAINT "finding_replies_finding_id_findings_id_fk" FOREIGN KEY ("finding_id") REFERENCES "public"."findings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_replies" ADD CONSTRAINT "finding_replies_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_replies" ADD CONSTRAINT "finding_replies_replied_by_users_id_fk" FOREIGN KEY ("replied_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_mappings" ADD CONSTRAINT "requirement_mappings_from_id_requirements_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_mappings" ADD CONSTRAINT "requirement_mappings_to_id_requirements_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_reviews" ADD CONSTRAINT "published_reviews_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_reviews" ADD CONSTRAINT "published_reviews_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_reviews" ADD CONSTRAINT "published_reviews_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_replies" ADD CONSTRAINT "review_replies_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_replies" ADD CONSTRAINT "review_replies_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_replies" ADD CONSTRAINT "review_replies_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_replies" ADD CONSTRAINT "review_replies_replied_by_users_id_fk" FOREIGN KEY ("replied_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewer_interests" ADD CONSTRAINT "reviewer_interests_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewer_interests" ADD CONSTRAINT "reviewer_interests_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewer_interests" ADD CONSTRAINT "reviewer_interests_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewer_opinions" ADD CONSTRAINT "reviewer_opinions_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewer_opinions" ADD CONSTRAINT "reviewer_opinions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewer_opinions" ADD CONSTRAINT "reviewer_opinions_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewer_opinions" ADD CONSTRAINT "reviewer_opinions_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answer_assignments_user" ON "answer_assignments" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "assessment_progress_organisation" ON "assessment_progress" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "assessment_steps_of" ON "assessment_steps" USING btree ("assessment_id","taken_at");--> statement-breakpoint
CREATE INDEX "cycle_extensions_of" ON "cycle_extensions" USING btree ("cycle_id","organisation_id","created_at");--> statement-breakpoint
CREATE INDEX "requirement_mappings_to" ON "requirement_mappings" USING btree ("to_id");--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycles" ADD CONSTRAINT "cycles_scheduled_by_users_id_fk" FOREIGN KEY ("scheduled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_reviews" ADD CONSTRAINT "answer_reviews_decision" CHECK ("answer_reviews"."decision" in ('accepted', 'evidence_requested', 'change_requested'));--> statement-breakpoint
ALTER TABLE "answer_reviews" ADD CONSTRAINT "answer_reviews_reason_locale" CHECK ("answer_reviews"."reason_locale" in ('en', 'fr'));--> statement-breakpoint
ALTER TABLE "answer_reviews" ADD CONSTRAINT "answer_reviews_length" CHECK (length("answer_reviews"."comment") <= 5000 and length("answer_reviews"."reason") <= 2000);--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_not_applicable_kind" CHECK ("answers"."not_applicable_kind" in ('no_such_service', 'done_by_another', 'not_in_operation', 'barred_by_law', 'other'));--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_confidence" CHECK ("answers"."confidence" in ('low', 'medium', 'high'));--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_length" CHECK (length("answers"."narrative") <= 10000 and length("answers"."not_applicable_reason") <= 2000 and length("answers"."change_note") <= 2000);--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_disclosed" CHECK (not "assessments"."disclosed" or "assessments"."state" = 'published');--> statement-breakpoint
ALTER TABLE "cycles" ADD CONSTRAINT "cycles_extension" CHECK ("cycles"."extension_days" between 0 and 90);--> statement-breakpoint
ALTER TABLE "cycles" ADD CONSTRAINT "cycles_reply" CHECK ("cycles"."reply_days" between 0 and 90);--> statement-breakpoint
ALTER TABLE "cycles" ADD CONSTRAINT "cycles_scheduled" CHECK (("cycles"."publish_at" is null) = ("cycles"."scheduled_by" is null));--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_state" CHECK ("findings"."state" in ('awaiting_reply', 'published', 'dropped'));--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_asked" CHECK ("findings"."state" <> 'awaiting_reply' or "findings"."reply_until" is not null);--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_features" CHECK ("services"."features" <@ array['encrypted', 'searchable', 'live', 'hosting', 'messaging']::text[]);--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_length" CHECK (length("services"."name") between 1 and 200 and length("services"."kind") <= 200);