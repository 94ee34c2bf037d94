CREATE TABLE "summary_numbers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"summary_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"figure_id" uuid NOT NULL,
	"part" smallint DEFAULT 0 NOT NULL,
	"row" text NOT NULL,
	"column" text NOT NULL,
	"form" text DEFAULT 'count' NOT NULL,
	CONSTRAINT "summary_numbers_position" UNIQUE("summary_id","position"),
	CONSTRAINT "summary_numbers_form" CHECK ("summary_numbers"."form" in ('count', 'share'))
);
--> statement-breakpoint
ALTER TABLE "figures" DROP CONSTRAINT "figures_question";--> statement-breakpoint
ALTER TABLE "figures" ADD COLUMN "alt_en" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "figures" ADD COLUMN "alt_fr" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "figures" ADD COLUMN "shown" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "summary_numbers" ADD CONSTRAINT "summary_numbers_summary_id_summaries_id_fk" FOREIGN KEY ("summary_id") REFERENCES "public"."summaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_numbers" ADD CONSTRAINT "summary_numbers_figure_id_figures_id_fk" FOREIGN KEY ("figure_id") REFERENCES "public"."figures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "summary_numbers_figure" ON "summary_numbers" USING btree ("figure_id");--> statement-breakpoint
ALTER TABLE "figures" ADD CONSTRAINT "figures_question" CHECK ("figures"."question" in ('principle_distribution', 'principle_trend', 'country_status', 'pillar_status', 'view'));