CREATE TABLE "commitment_facet_counts" (
	"facet" text NOT NULL,
	"value" text NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commitment_facets" (
	"commitment_id" uuid PRIMARY KEY NOT NULL,
	"country" text,
	"forum" text,
	"kind" text NOT NULL,
	"pillar" text,
	"status" text NOT NULL,
	"year" text,
	"principles" text[] NOT NULL,
	"participants" text[] NOT NULL,
	"evidence" boolean NOT NULL,
	"funded" boolean NOT NULL,
	"late_after" text
);
--> statement-breakpoint
ALTER TABLE "commitment_facets" ADD CONSTRAINT "commitment_facets_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "commitment_facet_counts_value" ON "commitment_facet_counts" USING btree ("facet","value");--> statement-breakpoint
CREATE INDEX "commitment_facets_counted" ON "commitment_facets" USING btree ("country","forum","kind","pillar","status","year","evidence","funded","late_after","principles","participants");--> statement-breakpoint
CREATE INDEX "commitment_facets_late" ON "commitment_facets" USING btree ("late_after") WHERE late_after is not null;