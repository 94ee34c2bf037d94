CREATE TABLE "summary_packages" (
	"summary_id" uuid PRIMARY KEY NOT NULL,
	"content" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "summary_packages_size" CHECK ("summary_packages"."size" = octet_length("summary_packages"."content")),
	CONSTRAINT "summary_packages_sha256" CHECK ("summary_packages"."sha256" = encode(sha256("summary_packages"."content"), 'hex'))
);
--> statement-breakpoint
ALTER TABLE "summary_packages" ADD CONSTRAINT "summary_packages_summary_id_summaries_id_fk" FOREIGN KEY ("summary_id") REFERENCES "public"."summaries"("id") ON DELETE no action ON UPDATE no action;