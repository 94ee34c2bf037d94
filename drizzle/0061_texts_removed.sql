CREATE TABLE "removals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"organisation_id" uuid,
	"ground" text NOT NULL,
	"hashes" text[] NOT NULL,
	"removed_by" uuid NOT NULL,
	"removed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "removals_kind" CHECK ("removals"."kind" in ('commitment', 'update', 'comment', 'answer', 'review', 'review_reply', 'finding', 'finding_reply', 'summary', 'summary_reply', 'summary_comment')),
	CONSTRAINT "removals_ground" CHECK ("removals"."ground" in ('illegal', 'case', 'person', 'method', 'court'))
);
--> statement-breakpoint
ALTER TABLE "removals" ADD CONSTRAINT "removals_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removals" ADD CONSTRAINT "removals_removed_by_users_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "removals_newest" ON "removals" USING btree ("removed_at");