ALTER TABLE "summaries" DROP CONSTRAINT "summaries_state";--> statement-breakpoint
ALTER TABLE "summaries" ADD COLUMN "withdrawal_reason_en" text;--> statement-breakpoint
ALTER TABLE "summaries" ADD COLUMN "withdrawal_reason_fr" text;--> statement-breakpoint
ALTER TABLE "summaries" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_withdrawn_why" CHECK (("summaries"."state" = 'withdrawn') = ("summaries"."withdrawn_at" is not null) and ("summaries"."state" = 'withdrawn') = (coalesce("summaries"."withdrawal_reason_en", '') <> '' and coalesce("summaries"."withdrawal_reason_fr", '') <> ''));--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_state" CHECK ("summaries"."state" in ('draft', 'in_review', 'published', 'superseded', 'withdrawn'));