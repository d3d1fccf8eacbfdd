-- A database of the first schema (0001) with a few rows in every table. Never changed: upgrades begin from it.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE attempts (
	id INTEGER NOT NULL, 
	delivery_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	stage TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	code INTEGER, 
	enhanced TEXT, 
	reply TEXT, 
	fault TEXT, 
	claim_token TEXT NOT NULL, 
	ended_at DATETIME NOT NULL, 
	CONSTRAINT pk_attempts PRIMARY KEY (id), 
	CONSTRAINT fk_attempts_delivery_id FOREIGN KEY(delivery_id) REFERENCES deliveries (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_attempts_delivery_id_number UNIQUE (delivery_id, number)
);
INSERT INTO "attempts" VALUES(1,1,1,'dot','accepted','message',250,'2.0.0','2.0.0 kept',NULL,'w.token0000006','2026-11-24 09:00:00.000000');
INSERT INTO "attempts" VALUES(2,2,1,'dot','in_doubt','message',NULL,NULL,'the mail server closed the connection (after the message was complete)','closed','w.token0000006','2026-11-24 09:00:00.000000');
INSERT INTO "attempts" VALUES(3,4,1,'rcpt','refused','recipient',550,'5.1.1','5.1.1 no such user',NULL,'w.token0000006','2026-11-24 09:00:00.000000');
CREATE TABLE audit_events (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor TEXT NOT NULL, 
	action TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	content_hash TEXT, 
	detail JSON NOT NULL, 
	CONSTRAINT pk_audit_events PRIMARY KEY (id)
);
INSERT INTO "audit_events" VALUES(1,'2026-11-24 09:00:00.000000','ana','opted out','journalist 6',NULL,'{"deliveries stopped": 0}');
INSERT INTO "audit_events" VALUES(2,'2026-11-24 09:00:00.000000','ana','dispatch queued','release 2026-001','34b19560809b2c4df9cecf5deaca809389278af54de050f4eded8bc7b1fcab68','{"dispatch": 1, "query": "all", "recipients": 5}');
CREATE TABLE consent_events (
	id INTEGER NOT NULL, 
	journalist_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	basis TEXT, 
	source TEXT NOT NULL, 
	evidence TEXT, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_consent_events PRIMARY KEY (id), 
	CONSTRAINT fk_consent_events_journalist_id FOREIGN KEY(journalist_id) REFERENCES journalists (id) ON DELETE RESTRICT
);
INSERT INTO "consent_events" VALUES(1,6,'opted_out',NULL,'recorded by ana',NULL,'2026-11-24 09:00:00.000000');
CREATE TABLE deliveries (
	id INTEGER NOT NULL, 
	dispatch_id INTEGER NOT NULL, 
	journalist_id INTEGER, 
	edition_id INTEGER NOT NULL, 
	email TEXT NOT NULL, 
	address_key TEXT NOT NULL, 
	name TEXT NOT NULL, 
	is_fallback BOOLEAN NOT NULL, 
	message_id TEXT NOT NULL, 
	token TEXT NOT NULL, 
	state TEXT NOT NULL, 
	attempts INTEGER NOT NULL, 
	due_at DATETIME NOT NULL, 
	claim_token TEXT, 
	worker_id TEXT, 
	lease_until DATETIME, 
	sha256 TEXT, 
	code INTEGER, 
	enhanced TEXT, 
	reply TEXT, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_deliveries PRIMARY KEY (id), 
	CONSTRAINT fk_deliveries_dispatch_id FOREIGN KEY(dispatch_id) REFERENCES dispatches (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_deliveries_edition_id FOREIGN KEY(edition_id) REFERENCES editions (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_deliveries_journalist_id FOREIGN KEY(journalist_id) REFERENCES journalists (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_deliveries_dispatch_id_address_key UNIQUE (dispatch_id, address_key), 
	CONSTRAINT uq_deliveries_token UNIQUE (token)
);
INSERT INTO "deliveries" VALUES(1,1,1,1,'reporter0@news.example','reporter0@news.example','Reporter 0',0,'<token0000001@office.example>','token0000001','accepted',1,'2026-11-24 09:00:00.000000','w.token0000006','w',NULL,'0000000000000000000000000000000000000000000000000000000000000000',250,'2.0.0','2.0.0 kept','2026-11-24 09:00:00.000000');
INSERT INTO "deliveries" VALUES(2,1,2,2,'reporter1@news.example','reporter1@news.example','Reporter 1',0,'<token0000002@office.example>','token0000002','in_doubt',1,'2026-11-24 09:00:00.000000','w.token0000006','w',NULL,'0000000000000000000000000000000000000000000000000000000000000000',NULL,NULL,'the mail server closed the connection (after the message was complete)','2026-11-24 09:00:00.000000');
INSERT INTO "deliveries" VALUES(3,1,3,1,'reporter2@news.example','reporter2@news.example','Reporter 2',0,'<token0000003@office.example>','token0000003','committing',1,'2026-11-24 09:00:00.000000','w.token0000006','w','2026-11-24 09:15:00.000000','0000000000000000000000000000000000000000000000000000000000000000',NULL,NULL,NULL,'2026-11-24 09:00:00.000000');
INSERT INTO "deliveries" VALUES(4,1,4,2,'reporter3@news.example','reporter3@news.example','Reporter 3',0,'<token0000004@office.example>','token0000004','refused',1,'2026-11-24 09:00:00.000000','w.token0000006','w',NULL,NULL,550,'5.1.1','5.1.1 no such user','2026-11-24 09:00:00.000000');
INSERT INTO "deliveries" VALUES(5,1,5,1,'reporter4@news.example','reporter4@news.example','Reporter 4',0,'<token0000005@office.example>','token0000005','queued',0,'2026-11-24 09:00:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-24 09:00:00.000000');
CREATE TABLE dispatches (
	id INTEGER NOT NULL, 
	release_id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	version_hash TEXT NOT NULL, 
	sender_id INTEGER NOT NULL, 
	"query" TEXT NOT NULL, 
	audience_size INTEGER NOT NULL, 
	created_by TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_dispatches PRIMARY KEY (id), 
	CONSTRAINT fk_dispatches_release_id FOREIGN KEY(release_id) REFERENCES releases (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_dispatches_sender_id FOREIGN KEY(sender_id) REFERENCES senders (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_dispatches_version_id FOREIGN KEY(version_id) REFERENCES release_versions (id) ON DELETE RESTRICT
);
INSERT INTO "dispatches" VALUES(1,1,1,'34b19560809b2c4df9cecf5deaca809389278af54de050f4eded8bc7b1fcab68',1,'all',5,'ana','2026-11-24 09:00:00.000000');
CREATE TABLE edition_contacts (
	id INTEGER NOT NULL, 
	edition_id INTEGER NOT NULL, 
	spokesperson_id INTEGER, 
	position INTEGER NOT NULL, 
	name TEXT, 
	role TEXT, 
	office TEXT, 
	phones JSON NOT NULL, 
	phones_as_written JSON NOT NULL, 
	emails JSON NOT NULL, 
	CONSTRAINT pk_edition_contacts PRIMARY KEY (id), 
	CONSTRAINT fk_edition_contacts_edition_id FOREIGN KEY(edition_id) REFERENCES editions (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_edition_contacts_spokesperson_id FOREIGN KEY(spokesperson_id) REFERENCES spokespeople (id) ON DELETE RESTRICT
);
INSERT INTO "edition_contacts" VALUES(1,1,NULL,0,'Helena Brandt',NULL,'Geneva','["+41795550110"]','["+41 79 555 01 10"]','[]');
INSERT INTO "edition_contacts" VALUES(2,2,NULL,0,'Helena Brandt',NULL,'Geneva','["+41795550110"]','["+41 79 555 01 10"]','[]');
CREATE TABLE editions (
	id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	language TEXT NOT NULL, 
	headline TEXT NOT NULL, 
	subheadline TEXT, 
	dateline_place TEXT, 
	dateline_date_text TEXT, 
	dateline_date DATE, 
	embargo TEXT, 
	markers JSON NOT NULL, 
	release_line TEXT, 
	body TEXT NOT NULL, 
	boilerplate TEXT, 
	content_hash TEXT NOT NULL, 
	CONSTRAINT pk_editions PRIMARY KEY (id), 
	CONSTRAINT fk_editions_version_id FOREIGN KEY(version_id) REFERENCES release_versions (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_editions_version_id_language UNIQUE (version_id, language)
);
INSERT INTO "editions" VALUES(1,1,0,'en','Harbour Office raises alarm (en)',NULL,'Geneva','24 November 2026','2026-11-24',NULL,'[]',NULL,'Families left their homes.

Nobody should have to.',NULL,'6eb3a2f17c77bd09138f49863d843a239300735c4a150e896257e931455cbb2f');
INSERT INTO "editions" VALUES(2,1,1,'fr','Harbour Office raises alarm (fr)',NULL,'Geneva','24 November 2026','2026-11-24',NULL,'[]',NULL,'Families left their homes.

Nobody should have to.',NULL,'7a16a228945c2d4a6388f7e3ea6aa4afd8a36dc656d0869861bfac297882c948');
CREATE TABLE journalist_addresses (
	id INTEGER NOT NULL, 
	journalist_id INTEGER NOT NULL, 
	email TEXT NOT NULL, 
	address_key TEXT NOT NULL, 
	is_primary BOOLEAN NOT NULL, 
	CONSTRAINT pk_journalist_addresses PRIMARY KEY (id), 
	CONSTRAINT fk_journalist_addresses_journalist_id FOREIGN KEY(journalist_id) REFERENCES journalists (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_journalist_addresses_address_key UNIQUE (address_key)
);
INSERT INTO "journalist_addresses" VALUES(1,1,'reporter0@news.example','reporter0@news.example',1);
INSERT INTO "journalist_addresses" VALUES(2,2,'reporter1@news.example','reporter1@news.example',1);
INSERT INTO "journalist_addresses" VALUES(3,3,'reporter2@news.example','reporter2@news.example',1);
INSERT INTO "journalist_addresses" VALUES(4,4,'reporter3@news.example','reporter3@news.example',1);
INSERT INTO "journalist_addresses" VALUES(5,5,'reporter4@news.example','reporter4@news.example',1);
INSERT INTO "journalist_addresses" VALUES(6,6,'reporter5@news.example','reporter5@news.example',1);
CREATE TABLE journalist_beats (
	journalist_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	beat TEXT NOT NULL, 
	beat_key TEXT NOT NULL, 
	CONSTRAINT pk_journalist_beats PRIMARY KEY (journalist_id, position), 
	CONSTRAINT fk_journalist_beats_journalist_id FOREIGN KEY(journalist_id) REFERENCES journalists (id) ON DELETE RESTRICT
);
INSERT INTO "journalist_beats" VALUES(1,0,'world','world');
INSERT INTO "journalist_beats" VALUES(2,0,'world','world');
INSERT INTO "journalist_beats" VALUES(3,0,'world','world');
INSERT INTO "journalist_beats" VALUES(4,0,'world','world');
INSERT INTO "journalist_beats" VALUES(5,0,'world','world');
INSERT INTO "journalist_beats" VALUES(6,0,'world','world');
CREATE TABLE journalist_languages (
	journalist_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	language TEXT NOT NULL, 
	CONSTRAINT pk_journalist_languages PRIMARY KEY (journalist_id, position), 
	CONSTRAINT fk_journalist_languages_journalist_id FOREIGN KEY(journalist_id) REFERENCES journalists (id) ON DELETE RESTRICT
);
INSERT INTO "journalist_languages" VALUES(1,0,'en');
INSERT INTO "journalist_languages" VALUES(2,0,'fr');
INSERT INTO "journalist_languages" VALUES(3,0,'en');
INSERT INTO "journalist_languages" VALUES(4,0,'fr');
INSERT INTO "journalist_languages" VALUES(5,0,'en');
INSERT INTO "journalist_languages" VALUES(6,0,'fr');
CREATE TABLE journalists (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT, 
	outlet_id INTEGER, 
	country TEXT, 
	status TEXT NOT NULL, 
	search_text TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	CONSTRAINT pk_journalists PRIMARY KEY (id), 
	CONSTRAINT fk_journalists_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlets (id) ON DELETE RESTRICT
);
INSERT INTO "journalists" VALUES(1,'Reporter 0',NULL,1,'GB','subscribed',' reporter 0 | the mercury | | reporter0 news example | world','2026-11-24 09:00:00.000000','2026-11-24 09:00:00.000000');
INSERT INTO "journalists" VALUES(2,'Reporter 1',NULL,1,'GB','subscribed',' reporter 1 | the mercury | | reporter1 news example | world','2026-11-24 09:00:00.000000','2026-11-24 09:00:00.000000');
INSERT INTO "journalists" VALUES(3,'Reporter 2',NULL,1,'GB','subscribed',' reporter 2 | the mercury | | reporter2 news example | world','2026-11-24 09:00:00.000000','2026-11-24 09:00:00.000000');
INSERT INTO "journalists" VALUES(4,'Reporter 3',NULL,1,'GB','subscribed',' reporter 3 | the mercury | | reporter3 news example | world','2026-11-24 09:00:00.000000','2026-11-24 09:00:00.000000');
INSERT INTO "journalists" VALUES(5,'Reporter 4',NULL,1,'GB','subscribed',' reporter 4 | the mercury | | reporter4 news example | world','2026-11-24 09:00:00.000000','2026-11-24 09:00:00.000000');
INSERT INTO "journalists" VALUES(6,'Reporter 5',NULL,1,'GB','opted_out',' reporter 5 | the mercury | | reporter5 news example | world','2026-11-24 09:00:00.000000','2026-11-24 09:00:00.000000');
CREATE TABLE left_out (
	id INTEGER NOT NULL, 
	dispatch_id INTEGER NOT NULL, 
	journalist_id INTEGER, 
	name TEXT NOT NULL, 
	email TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	explanation TEXT NOT NULL, 
	CONSTRAINT pk_left_out PRIMARY KEY (id), 
	CONSTRAINT fk_left_out_dispatch_id FOREIGN KEY(dispatch_id) REFERENCES dispatches (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_left_out_journalist_id FOREIGN KEY(journalist_id) REFERENCES journalists (id) ON DELETE RESTRICT
);
INSERT INTO "left_out" VALUES(1,1,6,'Reporter 5','reporter5@news.example','opted_out','opted out');
CREATE TABLE offices (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	country TEXT, 
	city TEXT, 
	zone TEXT, 
	CONSTRAINT pk_offices PRIMARY KEY (id), 
	CONSTRAINT uq_offices_name_key UNIQUE (name_key)
);
INSERT INTO "offices" VALUES(1,'Geneva','geneva',NULL,NULL,NULL);
CREATE TABLE organisations (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	suppression_key BLOB NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_organisations PRIMARY KEY (id)
);
INSERT INTO "organisations" VALUES(1,'Press Office',X'2342D490DEFB3B21EAE6D3F5FB62984F9642B553DB45136E76D19D46D1AA9411','2026-11-24 09:00:00.000000');
CREATE TABLE outlets (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	CONSTRAINT pk_outlets PRIMARY KEY (id), 
	CONSTRAINT uq_outlets_name_key UNIQUE (name_key)
);
INSERT INTO "outlets" VALUES(1,'The Mercury','the mercury');
CREATE TABLE release_versions (
	id INTEGER NOT NULL, 
	release_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	created_by TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_release_versions PRIMARY KEY (id), 
	CONSTRAINT fk_release_versions_release_id FOREIGN KEY(release_id) REFERENCES releases (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_release_versions_release_id_number UNIQUE (release_id, number)
);
INSERT INTO "release_versions" VALUES(1,1,1,'ana','2026-11-24 09:00:00.000000');
CREATE TABLE releases (
	id INTEGER NOT NULL, 
	reference TEXT NOT NULL, 
	state TEXT NOT NULL, 
	approved_hash TEXT, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	CONSTRAINT pk_releases PRIMARY KEY (id), 
	CONSTRAINT uq_releases_reference UNIQUE (reference)
);
INSERT INTO "releases" VALUES(1,'2026-001','issued','34b19560809b2c4df9cecf5deaca809389278af54de050f4eded8bc7b1fcab68','2026-11-24 09:00:00.000000','2026-11-24 09:00:00.000000');
CREATE TABLE senders (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	organisation TEXT NOT NULL, 
	name TEXT NOT NULL, 
	address TEXT NOT NULL, 
	reply_to TEXT, 
	return_address TEXT NOT NULL, 
	opt_out_address TEXT NOT NULL, 
	postal_address TEXT, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_senders PRIMARY KEY (id), 
	CONSTRAINT fk_senders_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id) ON DELETE RESTRICT
);
INSERT INTO "senders" VALUES(1,1,'Press Office','Press Office','press@office.example',NULL,'press@office.example','press@office.example',NULL,'2026-11-24 09:00:00.000000');
CREATE TABLE spokespeople (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	title TEXT, 
	office_id INTEGER, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	retired_at DATETIME, 
	CONSTRAINT pk_spokespeople PRIMARY KEY (id), 
	CONSTRAINT fk_spokespeople_office_id FOREIGN KEY(office_id) REFERENCES offices (id) ON DELETE RESTRICT
);
INSERT INTO "spokespeople" VALUES(1,'Helena Brandt','helena brandt','Spokesperson',1,'2026-11-24 09:00:00.000000','2026-11-24 09:00:00.000000',NULL);
CREATE TABLE spokesperson_details (
	spokesperson_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	value TEXT NOT NULL, 
	value_key TEXT NOT NULL, 
	CONSTRAINT pk_spokesperson_details PRIMARY KEY (spokesperson_id, kind, position), 
	CONSTRAINT fk_spokesperson_details_spokesperson_id FOREIGN KEY(spokesperson_id) REFERENCES spokespeople (id) ON DELETE RESTRICT
);
INSERT INTO "spokesperson_details" VALUES(1,'email',0,'helena.brandt@office.example','helena.brandt@office.example');
INSERT INTO "spokesperson_details" VALUES(1,'language',0,'en','en');
INSERT INTO "spokesperson_details" VALUES(1,'language',1,'de','de');
INSERT INTO "spokesperson_details" VALUES(1,'topic',0,'migration','migration');
INSERT INTO "spokesperson_details" VALUES(1,'place',0,'CH','ch');
CREATE TABLE spokesperson_phones (
	spokesperson_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	use TEXT NOT NULL, 
	is_public BOOLEAN NOT NULL, 
	CONSTRAINT pk_spokesperson_phones PRIMARY KEY (spokesperson_id, position), 
	CONSTRAINT fk_spokesperson_phones_spokesperson_id FOREIGN KEY(spokesperson_id) REFERENCES spokespeople (id) ON DELETE RESTRICT
);
INSERT INTO "spokesperson_phones" VALUES(1,0,'+41795550110','mobile',0);
CREATE TABLE suppressions (
	id INTEGER NOT NULL, 
	address_hash TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_suppressions PRIMARY KEY (id), 
	CONSTRAINT uq_suppressions_address_hash UNIQUE (address_hash)
);
INSERT INTO "suppressions" VALUES(1,'e21ef855fe50a80d3a0a4a7a825be7adf44d5763102108e7fa983f3d40557be3','opted out','2026-11-24 09:00:00.000000');
CREATE TABLE workers (
	id TEXT NOT NULL, 
	host TEXT NOT NULL, 
	pid INTEGER NOT NULL, 
	lock_file TEXT NOT NULL, 
	started_at DATETIME NOT NULL, 
	CONSTRAINT pk_workers PRIMARY KEY (id)
);
INSERT INTO "workers" VALUES('w','host.example',1,'/x/w.lock','2026-11-24 09:00:00.000000');
CREATE INDEX ix_senders_organisation_id ON senders (organisation_id);
CREATE INDEX ix_audit_events_subject ON audit_events (subject);
CREATE INDEX ix_journalists_country ON journalists (country);
CREATE INDEX ix_journalists_outlet_id ON journalists (outlet_id);
CREATE INDEX ix_journalists_status ON journalists (status);
CREATE INDEX ix_journalist_addresses_journalist_id ON journalist_addresses (journalist_id);
CREATE INDEX ix_journalist_languages_language ON journalist_languages (language);
CREATE INDEX ix_journalist_beats_beat_key ON journalist_beats (beat_key);
CREATE INDEX ix_consent_events_journalist_id ON consent_events (journalist_id);
CREATE INDEX ix_spokespeople_name_key ON spokespeople (name_key);
CREATE INDEX ix_spokespeople_office_id ON spokespeople (office_id);
CREATE INDEX ix_spokesperson_phones_number ON spokesperson_phones (number);
CREATE INDEX ix_spokesperson_details_value_key ON spokesperson_details (value_key);
CREATE INDEX ix_release_versions_release_id ON release_versions (release_id);
CREATE INDEX ix_editions_version_id ON editions (version_id);
CREATE INDEX ix_edition_contacts_edition_id ON edition_contacts (edition_id);
CREATE INDEX ix_edition_contacts_spokesperson_id ON edition_contacts (spokesperson_id);
CREATE INDEX ix_dispatches_release_id ON dispatches (release_id);
CREATE INDEX ix_dispatches_sender_id ON dispatches (sender_id);
CREATE INDEX ix_dispatches_version_id ON dispatches (version_id);
CREATE INDEX ix_deliveries_address_key ON deliveries (address_key);
CREATE INDEX ix_deliveries_dispatch_id_state ON deliveries (dispatch_id, state);
CREATE INDEX ix_deliveries_journalist_id ON deliveries (journalist_id);
CREATE INDEX ix_deliveries_state_due_at ON deliveries (state, due_at);
CREATE INDEX ix_attempts_delivery_id ON attempts (delivery_id);
CREATE INDEX ix_left_out_dispatch_id ON left_out (dispatch_id);
CREATE INDEX ix_left_out_journalist_id ON left_out (journalist_id);
COMMIT;
