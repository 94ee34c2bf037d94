CREATE TABLE "commitment_comments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"commitment_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"from_secretariat" boolean NOT NULL,
	"body" text NOT NULL,
	"mentions" uuid[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "commitment_comments_length" CHECK (length("commitment_comments"."body") between 1 and 5000)
);
--> statement-breakpoint
CREATE TABLE "commitment_participants" (
	"commitment_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"status" text DEFAULT 'not_started' NOT NULL,
	"status_basis" text DEFAULT 'owner' NOT NULL,
	"status_as_of" text,
	CONSTRAINT "commitment_participants_commitment_id_organisation_id_pk" PRIMARY KEY("commitment_id","organisation_id"),
	CONSTRAINT "commitment_participants_status" CHECK ("commitment_participants"."status" in ('not_started', 'on_track', 'at_risk', 'delayed', 'partly_completed', 'completed', 'continuing', 'superseded', 'withdrawn', 'no_evidence')),
	CONSTRAINT "commitment_participants_status_basis" CHECK ("commitment_participants"."status_basis" in ('owner', 'public_record')),
	CONSTRAINT "commitment_participants_status_as_of" CHECK ("commitment_participants"."status_as_of" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')
);
--> statement-breakpoint
CREATE TABLE "commitment_relations" (
	"commitment_id" uuid NOT NULL,
	"related_id" uuid NOT NULL,
	"relation" text NOT NULL,
	CONSTRAINT "commitment_relations_commitment_id_related_id_pk" PRIMARY KEY("commitment_id","related_id"),
	CONSTRAINT "commitment_relations_relation" CHECK ("commitment_relations"."relation" in ('related', 'part_of', 'continues', 'replaced_by')),
	CONSTRAINT "commitment_relations_other" CHECK ("commitment_relations"."commitment_id" <> "commitment_relations"."related_id")
);
--> statement-breakpoint
CREATE TABLE "commitment_targets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"commitment_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"title_en" text,
	"title_fr" text,
	"unit_en" text,
	"unit_fr" text,
	"baseline" numeric(20, 4),
	"target" numeric(20, 4) NOT NULL,
	"due_on" text,
	CONSTRAINT "commitment_targets_position" UNIQUE("commitment_id","position"),
	CONSTRAINT "commitment_targets_title" CHECK (coalesce("commitment_targets"."title_en", '') <> '' or coalesce("commitment_targets"."title_fr", '') <> ''),
	CONSTRAINT "commitment_targets_due_on" CHECK ("commitment_targets"."due_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')
);
--> statement-breakpoint
CREATE TABLE "commitment_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"commitment_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"content" jsonb NOT NULL,
	"reason_en" text,
	"reason_fr" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"return_comment" text,
	CONSTRAINT "commitment_versions_number" UNIQUE("commitment_id","number"),
	CONSTRAINT "commitment_versions_state" CHECK ("commitment_versions"."state" in ('posted', 'accepted', 'returned')),
	CONSTRAINT "commitment_versions_no_comment" CHECK ("commitment_versions"."state" = 'returned' or "commitment_versions"."return_comment" is null),
	CONSTRAINT "commitment_versions_reason" CHECK ("commitment_versions"."number" = 1 or coalesce("commitment_versions"."reason_en", "commitment_versions"."reason_fr", '') <> '')
);
--> statement-breakpoint
CREATE TABLE "date_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"update_id" uuid NOT NULL,
	"milestone_id" uuid,
	"previous_due_on" text,
	"due_on" text NOT NULL,
	"reason_en" text,
	"reason_fr" text,
	CONSTRAINT "date_changes_once" UNIQUE NULLS NOT DISTINCT("update_id","milestone_id"),
	CONSTRAINT "date_changes_reason" CHECK (coalesce("date_changes"."reason_en", '') <> '' or coalesce("date_changes"."reason_fr", '') <> ''),
	CONSTRAINT "date_changes_previous_due_on" CHECK ("date_changes"."previous_due_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
	CONSTRAINT "date_changes_due_on" CHECK ("date_changes"."due_on" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
	CONSTRAINT "date_changes_length" CHECK (greatest(length("date_changes"."reason_en"), length("date_changes"."reason_fr")) <= 2000)
);
--> statement-breakpoint
CREATE TABLE "target_values" (
	"target_id" uuid NOT NULL,
	"update_id" uuid NOT NULL,
	"period" text NOT NULL,
	"value" numeric(20, 4) NOT NULL,
	CONSTRAINT "target_values_target_id_update_id_pk" PRIMARY KEY("target_id","update_id"),
	CONSTRAINT "target_values_period" CHECK ("target_values"."period" ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"file_name" text NOT NULL,
	"locale" text NOT NULL,
	"state" text DEFAULT 'checking' NOT NULL,
	"rows" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "imports_state" CHECK ("imports"."state" in ('checking', 'checked', 'applying', 'done', 'failed')),
	CONSTRAINT "imports_locale" CHECK ("imports"."locale" in ('en', 'fr'))
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dedupe_key" text NOT NULL,
	"event" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"user_id" uuid,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"path" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"handled_at" timestamp with time zone,
	CONSTRAINT "notices_dedupeKey_unique" UNIQUE("dedupe_key")
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "reminders" text DEFAULT 'weekly' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "calendar_key" text;--> statement-breakpoint
ALTER TABLE "commitment_updates" ADD COLUMN "corrects_id" uuid;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "supporting_agencies" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "subdivisions" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "legal_basis_en" text;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "legal_basis_fr" text;--> statement-breakpoint
ALTER TABLE "milestones" ADD COLUMN "participant_id" uuid;--> statement-breakpoint
ALTER TABLE "milestones" ADD COLUMN "proposed_in" uuid;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "unsubscribe_url" text;--> statement-breakpoint
ALTER TABLE "forums" ADD COLUMN "expects_within_months" smallint DEFAULT 12 NOT NULL;--> statement-breakpoint
ALTER TABLE "commitment_comments" ADD CONSTRAINT "commitment_comments_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_comments" ADD CONSTRAINT "commitment_comments_owner_id_organisations_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_comments" ADD CONSTRAINT "commitment_comments_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_participants" ADD CONSTRAINT "commitment_participants_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_participants" ADD CONSTRAINT "commitment_participants_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_relations" ADD CONSTRAINT "commitment_relations_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_relations" ADD CONSTRAINT "commitment_relations_related_id_commitments_id_fk" FOREIGN KEY ("related_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_targets" ADD CONSTRAINT "commitment_targets_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_versions" ADD CONSTRAINT "commitment_versions_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_versions" ADD CONSTRAINT "commitment_versions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_versions" ADD CONSTRAINT "commitment_versions_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "date_changes" ADD CONSTRAINT "date_changes_update_id_commitment_updates_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."commitment_updates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "date_changes" ADD CONSTRAINT "date_changes_milestone_id_milestones_id_fk" FOREIGN KEY ("milestone_id") REFERENCES "public"."milestones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target_values" ADD CONSTRAINT "target_values_target_id_commitment_targets_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."commitment_targets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target_values" ADD CONSTRAINT "target_values_update_id_commitment_updates_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."commitment_updates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "commitment_comments_commitment" ON "commitment_comments" USING btree ("commitment_id","created_at");--> statement-breakpoint
CREATE INDEX "commitment_participants_organisation" ON "commitment_participants" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "commitment_relations_related" ON "commitment_relations" USING btree ("related_id");--> statement-breakpoint
CREATE INDEX "imports_creator" ON "imports" USING btree ("created_by","created_at");--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("created_at") WHERE handled_at is null;--> statement-breakpoint
ALTER TABLE "commitment_updates" ADD CONSTRAINT "commitment_updates_corrects_id_commitment_updates_id_fk" FOREIGN KEY ("corrects_id") REFERENCES "public"."commitment_updates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_participant_id_organisations_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_proposed_in_commitment_updates_id_fk" FOREIGN KEY ("proposed_in") REFERENCES "public"."commitment_updates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_calendarKey_unique" UNIQUE("calendar_key");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_reminders" CHECK ("users"."reminders" in ('each', 'weekly', 'never'));--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_legal_basis_length" CHECK (greatest(length("commitments"."legal_basis_en"), length("commitments"."legal_basis_fr")) <= 2000);--> statement-breakpoint
ALTER TABLE "forums" ADD CONSTRAINT "forums_expects" CHECK ("forums"."expects_within_months" between 1 and 60);