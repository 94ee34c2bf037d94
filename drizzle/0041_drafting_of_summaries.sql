CREATE TABLE "summary_comments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"summary_id" uuid NOT NULL,
	"section_id" uuid,
	"section_name" text,
	"body" text NOT NULL,
	"written_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolved_by" uuid,
	CONSTRAINT "summary_comments_length" CHECK (length("summary_comments"."body") between 1 and 5000),
	CONSTRAINT "summary_comments_resolved" CHECK (("summary_comments"."resolved_at" is null) = ("summary_comments"."resolved_by" is null))
);
--> statement-breakpoint
CREATE TABLE "summary_presence" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"summary_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "summary_presence_once" UNIQUE("summary_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "summary_sections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"summary_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"text_en" text DEFAULT '' NOT NULL,
	"text_fr" text DEFAULT '' NOT NULL,
	"agreed_en" text DEFAULT '' NOT NULL,
	"agreed_fr" text DEFAULT '' NOT NULL,
	"agreed_at" timestamp with time zone,
	"agreed_by" uuid,
	"changed_en_at" timestamp with time zone,
	"changed_en_by" uuid,
	"changed_fr_at" timestamp with time zone,
	"changed_fr_by" uuid
);
--> statement-breakpoint
ALTER TABLE "summaries" ADD COLUMN "text_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "summary_comments" ADD CONSTRAINT "summary_comments_summary_id_summaries_id_fk" FOREIGN KEY ("summary_id") REFERENCES "public"."summaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_comments" ADD CONSTRAINT "summary_comments_written_by_users_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_comments" ADD CONSTRAINT "summary_comments_resolved_by_users_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_presence" ADD CONSTRAINT "summary_presence_summary_id_summaries_id_fk" FOREIGN KEY ("summary_id") REFERENCES "public"."summaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_presence" ADD CONSTRAINT "summary_presence_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_sections" ADD CONSTRAINT "summary_sections_summary_id_summaries_id_fk" FOREIGN KEY ("summary_id") REFERENCES "public"."summaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_sections" ADD CONSTRAINT "summary_sections_agreed_by_users_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_sections" ADD CONSTRAINT "summary_sections_changed_en_by_users_id_fk" FOREIGN KEY ("changed_en_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_sections" ADD CONSTRAINT "summary_sections_changed_fr_by_users_id_fk" FOREIGN KEY ("changed_fr_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "summary_comments_summary" ON "summary_comments" USING btree ("summary_id","created_at");--> statement-breakpoint
CREATE INDEX "summary_sections_summary" ON "summary_sections" USING btree ("summary_id","position");