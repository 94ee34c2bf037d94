CREATE TABLE "reads_counted" (
	"network" text NOT NULL,
	"kind" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"counted" integer NOT NULL,
	CONSTRAINT "reads_counted_network_kind_pk" PRIMARY KEY("network","kind"),
	CONSTRAINT "reads_counted_kind" CHECK ("reads_counted"."kind" in ('api', 'files'))
);
--> statement-breakpoint
CREATE INDEX "reads_counted_age" ON "reads_counted" USING btree ("since");