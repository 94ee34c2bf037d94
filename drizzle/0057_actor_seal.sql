CREATE TABLE "actor_seal" (
	"key" "bytea" NOT NULL
);
