CREATE TABLE "summary_replies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"summary_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"state" text DEFAULT 'awaiting_reply' NOT NULL,
	"title_en" text NOT NULL,
	"title_fr" text NOT NULL,
	"passage_en" text NOT NULL,
	"passage_fr" text NOT NULL,
	"due_on" date NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reply_en" text,
	"reply_fr" text,
	"replied_by" uuid,
	"replied_at" timestamp with time zone,
	"changed_at" timestamp with time zone,
	"dropped_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "summary_replies_state" CHECK ("summary_replies"."state" in ('awaiting_reply', 'published', 'dropped')),
	CONSTRAINT "summary_replies_replied" CHECK (("summary_replies"."replied_at" is null) = (coalesce("summary_replies"."reply_en", '') = '' and coalesce("summary_replies"."reply_fr", '') = '') and ("summary_replies"."replied_at" is null) = ("summary_replies"."replied_by" is null)),
	CONSTRAINT "summary_replies_dropped" CHECK (("summary_replies"."state" = 'dropped') = ("summary_replies"."dropped_reason" is not null) and length("summary_replies"."dropped_reason") between 1 and 2000),
	CONSTRAINT "summary_replies_length" CHECK (length("summary_replies"."passage_en") between 1 and 10000 and length("summary_replies"."passage_fr") between 1 and 10000 and length("summary_replies"."reply_en") <= 5000 and length("summary_replies"."reply_fr") <= 5000)
);
--> statement-breakpoint
ALTER TABLE "summaries" DROP CONSTRAINT "summaries_state";--> statement-breakpoint
ALTER TABLE "summaries" DROP CONSTRAINT "summaries_both_languages";--> statement-breakpoint
ALTER TABLE "summaries" ADD COLUMN "publish_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "summaries" ADD COLUMN "scheduled_by" uuid;--> statement-breakpoint
ALTER TABLE "summary_replies" ADD CONSTRAINT "summary_replies_summary_id_summaries_id_fk" FOREIGN KEY ("summary_id") REFERENCES "public"."summaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_replies" ADD CONSTRAINT "summary_replies_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_replies" ADD CONSTRAINT "summary_replies_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_replies" ADD CONSTRAINT "summary_replies_replied_by_users_id_fk" FOREIGN KEY ("replied_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "summary_replies_summary" ON "summary_replies" USING btree ("summary_id");--> statement-breakpoint
CREATE INDEX "summary_replies_organisation" ON "summary_replies" USING btree ("organisation_id");--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_scheduled_by_users_id_fk" FOREIGN KEY ("scheduled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_scheduled" CHECK (("summaries"."state" = 'scheduled') = ("summaries"."publish_at" is not null) and ("summaries"."state" = 'scheduled') = ("summaries"."scheduled_by" is not null) and ("summaries"."scheduled_by" is null or not ("summaries"."scheduled_by" = any ("summaries"."authors"))));--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_state" CHECK ("summaries"."state" in ('draft', 'in_review', 'scheduled', 'published', 'superseded', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_both_languages" CHECK ("summaries"."state" in ('draft', 'in_review') or ("summaries"."title_en" <> '' and "summaries"."title_fr" <> '' and "summaries"."body_en" <> '' and "summaries"."body_fr" <> '' and ("summaries"."state" = 'scheduled' or "summaries"."published_at" is not null)));