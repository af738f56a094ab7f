BEGIN TRANSACTION;
CREATE TABLE article (
	"key" TEXT NOT NULL, 
	entry INTEGER NOT NULL, 
	live INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	published TEXT, 
	title TEXT, 
	url TEXT, 
	publisher TEXT, 
	origin TEXT, 
	sketch TEXT, 
	reader TEXT, 
	reading INTEGER, 
	PRIMARY KEY ("key")
);
INSERT INTO "article" VALUES('35da80e2db73ce21',1,1,'a1','2019-05-07','Ports',NULL,NULL,NULL,NULL,'reader 2',6);
CREATE TABLE called (
	name TEXT NOT NULL, 
	voice TEXT NOT NULL, 
	PRIMARY KEY (name, voice)
);
CREATE TABLE claim (
	id TEXT NOT NULL, 
	entry INTEGER NOT NULL, 
	live INTEGER NOT NULL, 
	article TEXT NOT NULL, 
	published TEXT, 
	start INTEGER NOT NULL, 
	forward INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	type TEXT NOT NULL, 
	label TEXT NOT NULL, 
	quote TEXT NOT NULL, 
	earliest TEXT, 
	latest TEXT, 
	certainty TEXT NOT NULL, 
	polarity TEXT NOT NULL, 
	outcome TEXT, 
	source TEXT NOT NULL, 
	source_kind TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "claim" VALUES('fa9d05d53ac45fce',2,0,'35da80e2db73ce21','2019-05-07',0,1,'forecast','MEET','sign','The ports will sign a harbour pact',NULL,NULL,'certain','+',NULL,'a minister','office');
INSERT INTO "claim" VALUES('e4e23b110029c129',3,1,'35da80e2db73ce21','2019-05-07',35,1,'forecast','MEET','visit',' The minister will visit Oslo in June',NULL,NULL,'certain','+',NULL,'a minister','office');
CREATE TABLE entry (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	body TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	made_at TEXT, 
	replaces TEXT, 
	chain TEXT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "entry" VALUES(1,'8bb7686244ed6320','35da80e2db73ce21','article','{"body":[],"byline":null,"headline":null,"id":"a1","language":"en","origin":null,"published":"2019-05-07","published_from":null,"publisher":null,"sketch":null,"text":"The ports will sign a harbour pact. The minister will visit Oslo in June.","title":"Ports","url":null,"voices":[],"where":""}','reader 1','2019-05-07',NULL,'6fc6af2380273735067fff4a4fdd40ea956f21981dc7945927c44a466a0fedbb');
INSERT INTO "entry" VALUES(2,'acdc816713a012e9','fa9d05d53ac45fce','claim','{"article":"35da80e2db73ce21","because":null,"certainty":"certain","condition":null,"event":{"label":"sign","plover":null,"type":"MEET"},"forward":true,"id":"fa9d05d53ac45fce","kind":"forecast","participants":[],"place":null,"polarity":"+","quote":{"end":34,"start":0,"text":"The ports will sign a harbour pact"},"rules":["x"],"said_on":null,"sources":[{"affiliation":null,"kind":"office","name":"a minister","span":null}],"trigger":{"end":19,"start":15,"text":"sign"},"window":null}','reader 1','2019-05-07',NULL,'a1e624db615cc2e0fe0b12f5008f96c1efc2a8ceedd0123310bf47528c5254ac');
INSERT INTO "entry" VALUES(3,'3a4cfdf60320f150','e4e23b110029c129','claim','{"article":"35da80e2db73ce21","because":null,"certainty":"certain","condition":null,"event":{"label":"visit","plover":null,"type":"MEET"},"forward":true,"id":"e4e23b110029c129","kind":"forecast","participants":[],"place":null,"polarity":"+","quote":{"end":72,"start":35,"text":" The minister will visit Oslo in June"},"rules":["x"],"said_on":null,"sources":[{"affiliation":null,"kind":"office","name":"a minister","span":null}],"trigger":{"end":59,"start":54,"text":"visit"},"window":null}','reader 1','2019-05-07',NULL,'fd622c3276d81914f5cb8b3f8aae13d9b71063bf7f536b1e51b5cb6b5d4d4b64');
INSERT INTO "entry" VALUES(4,'575b7891326a9232','35da80e2db73ce21','reading','{"claims":2,"relations":0}','reader 1','2019-05-07',NULL,'2e47754e729c272f33f1c02cefa6728c908d6d0a4d7593e18a65c3278514cd2b');
INSERT INTO "entry" VALUES(5,'44e50723f913e494','fa9d05d53ac45fce','withdrawal','{"article":"35da80e2db73ce21","was":"claim"}','reader 2','2019-05-07','acdc816713a012e9','b1545d67b1aa97537bf3756e9a2d5fb715a5a7f3cb0b69baaaa5f499c9dae36b');
INSERT INTO "entry" VALUES(6,'b27b9af0c5f500cc','35da80e2db73ce21','reading','{"claims":1,"relations":0}','reader 2','2019-05-07','575b7891326a9232','7ac5238bad7e655d1370ee796317dd06503353dac808ca525d5e9276ff3d47e2');
CREATE TABLE event (
	id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE judged (
	claim TEXT NOT NULL, 
	event TEXT NOT NULL, 
	place INTEGER NOT NULL, 
	forward INTEGER NOT NULL, 
	answer TEXT, 
	starts TEXT, 
	ends TEXT, 
	until TEXT, 
	body TEXT NOT NULL, 
	PRIMARY KEY (claim)
);
CREATE TABLE judgement (
	entry INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	live INTEGER NOT NULL, 
	subject TEXT NOT NULL, 
	about TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	made_at TEXT, 
	PRIMARY KEY (entry)
);
CREATE TABLE likewise (
	article TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (article)
);
CREATE TABLE meta (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('schema','3');
CREATE TABLE relation (
	id TEXT NOT NULL, 
	entry INTEGER NOT NULL, 
	live INTEGER NOT NULL, 
	article TEXT NOT NULL, 
	published TEXT, 
	first TEXT NOT NULL, 
	second TEXT NOT NULL, 
	tone INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE telling (
	claim TEXT NOT NULL, 
	link INTEGER NOT NULL, 
	voice TEXT NOT NULL, 
	event TEXT NOT NULL, 
	settled INTEGER NOT NULL, 
	own TEXT, 
	PRIMARY KEY (claim, link)
);
CREATE TABLE track (
	grouping TEXT NOT NULL, 
	place INTEGER NOT NULL, 
	settled INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (grouping, place)
);
CREATE INDEX entry_subject ON entry (subject);
CREATE UNIQUE INDEX entry_id ON entry (id);
CREATE INDEX article_id ON article (id);
CREATE INDEX article_published ON article (published);
CREATE INDEX article_url ON article (url);
CREATE INDEX claim_article ON claim (article);
CREATE INDEX claim_published ON claim (published);
CREATE INDEX relation_pair ON relation (first, second, published);
CREATE INDEX judgement_subject ON judgement (subject);
CREATE INDEX judged_event ON judged (event, place);
CREATE INDEX judged_answer ON judged (answer, ends, starts, claim);
CREATE UNIQUE INDEX event_number ON event (number);
CREATE INDEX telling_voice ON telling (voice);
COMMIT;
