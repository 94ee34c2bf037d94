CREATE INDEX "commitment_updates_open" ON "commitment_updates" USING btree ("owner_id","state") WHERE state <> 'accepted';--> statement-breakpoint
CREATE INDEX "commitment_versions_open" ON "commitment_versions" USING btree ("state","created_at") WHERE state <> 'accepted';--> statement-breakpoint
CREATE INDEX "milestones_proposed" ON "milestones" USING btree ("proposed_in") WHERE proposed_in is not null;--> statement-breakpoint
CREATE INDEX "findings_open" ON "findings" USING btree ("state","reply_until") WHERE state <> 'published';--> statement-breakpoint
CREATE INDEX "findings_newest" ON "findings" USING btree ("published_at" DESC NULLS LAST) WHERE state = 'published';