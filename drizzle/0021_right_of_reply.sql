ALTER TABLE "finding_replies" ADD COLUMN "changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "published_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "dropped_reason" text;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "corrects_id" uuid;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_corrects_id_findings_id_fk" FOREIGN KEY ("corrects_id") REFERENCES "public"."findings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_dropped" CHECK (("findings"."state" = 'dropped') = ("findings"."dropped_reason" is not null) and length("findings"."dropped_reason") between 1 and 2000);--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_length" CHECK (length("findings"."text_en") <= 5000 and length("findings"."text_fr") <= 5000 and length("findings"."source_note") <= 2000 and length("findings"."source_url") <= 2000);