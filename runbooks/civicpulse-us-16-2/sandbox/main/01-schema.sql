-- The database of CivicPulse with 33 of Django's 36 migrations applied, as Django itself makes it (pg_dump).


CREATE TABLE accounts_passwordhistory (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    password_hash character varying(128) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    reason character varying(40) NOT NULL
);

CREATE SEQUENCE accounts_passwordhistory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE accounts_passwordhistory_id_seq OWNED BY accounts_passwordhistory.id;

CREATE TABLE audit_auditlog (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    action character varying(12) NOT NULL,
    object_type character varying(40) NOT NULL,
    object_id character varying(40) NOT NULL,
    user_id integer,
    detail jsonb NOT NULL,
    category character varying(12) NOT NULL
);

CREATE SEQUENCE audit_auditlog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE audit_auditlog_id_seq OWNED BY audit_auditlog.id;

CREATE TABLE auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

CREATE SEQUENCE auth_group_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE auth_group_id_seq OWNED BY auth_group.id;

CREATE TABLE auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

CREATE SEQUENCE auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE auth_group_permissions_id_seq OWNED BY auth_group_permissions.id;

CREATE TABLE auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

CREATE SEQUENCE auth_permission_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE auth_permission_id_seq OWNED BY auth_permission.id;

CREATE TABLE auth_user (
    id integer NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    first_name character varying(150) NOT NULL,
    last_name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL
);

CREATE TABLE auth_user_groups (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    group_id integer NOT NULL
);

CREATE SEQUENCE auth_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE auth_user_groups_id_seq OWNED BY auth_user_groups.id;

CREATE SEQUENCE auth_user_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE auth_user_id_seq OWNED BY auth_user.id;

CREATE TABLE auth_user_user_permissions (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    permission_id integer NOT NULL
);

CREATE SEQUENCE auth_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE auth_user_user_permissions_id_seq OWNED BY auth_user_user_permissions.id;

CREATE TABLE django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id integer NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);

CREATE SEQUENCE django_admin_log_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE django_admin_log_id_seq OWNED BY django_admin_log.id;

CREATE TABLE django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

CREATE SEQUENCE django_content_type_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE django_content_type_id_seq OWNED BY django_content_type.id;

CREATE TABLE django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

CREATE SEQUENCE django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE django_migrations_id_seq OWNED BY django_migrations.id;

CREATE TABLE django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE people_contactattempt (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    made_by_id integer NOT NULL,
    kind character varying(12) NOT NULL,
    result character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE SEQUENCE people_contactattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE people_contactattempt_id_seq OWNED BY people_contactattempt.id;

CREATE TABLE people_person (
    id bigint NOT NULL,
    first_name character varying(100) NOT NULL,
    last_name character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    email character varying(254) NOT NULL,
    phone character varying(20) NOT NULL
);

CREATE SEQUENCE people_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE people_person_id_seq OWNED BY people_person.id;

CREATE TABLE people_voterrecord (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    voter_id character varying(20) NOT NULL,
    status character varying(12) NOT NULL
);

CREATE SEQUENCE people_voterrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE people_voterrecord_id_seq OWNED BY people_voterrecord.id;

ALTER TABLE ONLY accounts_passwordhistory ALTER COLUMN id SET DEFAULT nextval('accounts_passwordhistory_id_seq'::regclass);

ALTER TABLE ONLY audit_auditlog ALTER COLUMN id SET DEFAULT nextval('audit_auditlog_id_seq'::regclass);

ALTER TABLE ONLY auth_group ALTER COLUMN id SET DEFAULT nextval('auth_group_id_seq'::regclass);

ALTER TABLE ONLY auth_group_permissions ALTER COLUMN id SET DEFAULT nextval('auth_group_permissions_id_seq'::regclass);

ALTER TABLE ONLY auth_permission ALTER COLUMN id SET DEFAULT nextval('auth_permission_id_seq'::regclass);

ALTER TABLE ONLY auth_user ALTER COLUMN id SET DEFAULT nextval('auth_user_id_seq'::regclass);

ALTER TABLE ONLY auth_user_groups ALTER COLUMN id SET DEFAULT nextval('auth_user_groups_id_seq'::regclass);

ALTER TABLE ONLY auth_user_user_permissions ALTER COLUMN id SET DEFAULT nextval('auth_user_user_permissions_id_seq'::regclass);

ALTER TABLE ONLY django_admin_log ALTER COLUMN id SET DEFAULT nextval('django_admin_log_id_seq'::regclass);

ALTER TABLE ONLY django_content_type ALTER COLUMN id SET DEFAULT nextval('django_content_type_id_seq'::regclass);

ALTER TABLE ONLY django_migrations ALTER COLUMN id SET DEFAULT nextval('django_migrations_id_seq'::regclass);

ALTER TABLE ONLY people_contactattempt ALTER COLUMN id SET DEFAULT nextval('people_contactattempt_id_seq'::regclass);

ALTER TABLE ONLY people_person ALTER COLUMN id SET DEFAULT nextval('people_person_id_seq'::regclass);

ALTER TABLE ONLY people_voterrecord ALTER COLUMN id SET DEFAULT nextval('people_voterrecord_id_seq'::regclass);

INSERT INTO auth_permission VALUES (1, 'Can add content type', 1, 'add_contenttype');

INSERT INTO auth_permission VALUES (2, 'Can change content type', 1, 'change_contenttype');

INSERT INTO auth_permission VALUES (3, 'Can delete content type', 1, 'delete_contenttype');

INSERT INTO auth_permission VALUES (4, 'Can view content type', 1, 'view_contenttype');

INSERT INTO auth_permission VALUES (5, 'Can add permission', 2, 'add_permission');

INSERT INTO auth_permission VALUES (6, 'Can change permission', 2, 'change_permission');

INSERT INTO auth_permission VALUES (7, 'Can delete permission', 2, 'delete_permission');

INSERT INTO auth_permission VALUES (8, 'Can view permission', 2, 'view_permission');

INSERT INTO auth_permission VALUES (9, 'Can add group', 3, 'add_group');

INSERT INTO auth_permission VALUES (10, 'Can change group', 3, 'change_group');

INSERT INTO auth_permission VALUES (11, 'Can delete group', 3, 'delete_group');

INSERT INTO auth_permission VALUES (12, 'Can view group', 3, 'view_group');

INSERT INTO auth_permission VALUES (13, 'Can add user', 4, 'add_user');

INSERT INTO auth_permission VALUES (14, 'Can change user', 4, 'change_user');

INSERT INTO auth_permission VALUES (15, 'Can delete user', 4, 'delete_user');

INSERT INTO auth_permission VALUES (16, 'Can view user', 4, 'view_user');

INSERT INTO auth_permission VALUES (17, 'Can add password history', 5, 'add_passwordhistory');

INSERT INTO auth_permission VALUES (18, 'Can change password history', 5, 'change_passwordhistory');

INSERT INTO auth_permission VALUES (19, 'Can delete password history', 5, 'delete_passwordhistory');

INSERT INTO auth_permission VALUES (20, 'Can view password history', 5, 'view_passwordhistory');

INSERT INTO auth_permission VALUES (21, 'Can add person', 6, 'add_person');

INSERT INTO auth_permission VALUES (22, 'Can change person', 6, 'change_person');

INSERT INTO auth_permission VALUES (23, 'Can delete person', 6, 'delete_person');

INSERT INTO auth_permission VALUES (24, 'Can view person', 6, 'view_person');

INSERT INTO auth_permission VALUES (25, 'Can add voter record', 7, 'add_voterrecord');

INSERT INTO auth_permission VALUES (26, 'Can change voter record', 7, 'change_voterrecord');

INSERT INTO auth_permission VALUES (27, 'Can delete voter record', 7, 'delete_voterrecord');

INSERT INTO auth_permission VALUES (28, 'Can view voter record', 7, 'view_voterrecord');

INSERT INTO auth_permission VALUES (29, 'Can add contact attempt', 8, 'add_contactattempt');

INSERT INTO auth_permission VALUES (30, 'Can change contact attempt', 8, 'change_contactattempt');

INSERT INTO auth_permission VALUES (31, 'Can delete contact attempt', 8, 'delete_contactattempt');

INSERT INTO auth_permission VALUES (32, 'Can view contact attempt', 8, 'view_contactattempt');

INSERT INTO auth_permission VALUES (33, 'Can add audit log', 9, 'add_auditlog');

INSERT INTO auth_permission VALUES (34, 'Can change audit log', 9, 'change_auditlog');

INSERT INTO auth_permission VALUES (35, 'Can delete audit log', 9, 'delete_auditlog');

INSERT INTO auth_permission VALUES (36, 'Can view audit log', 9, 'view_auditlog');

INSERT INTO auth_permission VALUES (37, 'Can add log entry', 10, 'add_logentry');

INSERT INTO auth_permission VALUES (38, 'Can change log entry', 10, 'change_logentry');

INSERT INTO auth_permission VALUES (39, 'Can delete log entry', 10, 'delete_logentry');

INSERT INTO auth_permission VALUES (40, 'Can view log entry', 10, 'view_logentry');

INSERT INTO auth_permission VALUES (41, 'Can add session', 11, 'add_session');

INSERT INTO auth_permission VALUES (42, 'Can change session', 11, 'change_session');

INSERT INTO auth_permission VALUES (43, 'Can delete session', 11, 'delete_session');

INSERT INTO auth_permission VALUES (44, 'Can view session', 11, 'view_session');

INSERT INTO django_content_type VALUES (1, 'contenttypes', 'contenttype');

INSERT INTO django_content_type VALUES (2, 'auth', 'permission');

INSERT INTO django_content_type VALUES (3, 'auth', 'group');

INSERT INTO django_content_type VALUES (4, 'auth', 'user');

INSERT INTO django_content_type VALUES (5, 'accounts', 'passwordhistory');

INSERT INTO django_content_type VALUES (6, 'people', 'person');

INSERT INTO django_content_type VALUES (7, 'people', 'voterrecord');

INSERT INTO django_content_type VALUES (8, 'people', 'contactattempt');

INSERT INTO django_content_type VALUES (9, 'audit', 'auditlog');

INSERT INTO django_content_type VALUES (10, 'admin', 'logentry');

INSERT INTO django_content_type VALUES (11, 'sessions', 'session');

INSERT INTO django_migrations VALUES (1, 'contenttypes', '0001_initial', now());

INSERT INTO django_migrations VALUES (2, 'auth', '0001_initial', now());

INSERT INTO django_migrations VALUES (3, 'accounts', '0001_password_history', now());

INSERT INTO django_migrations VALUES (4, 'accounts', '0002_reason', now());

INSERT INTO django_migrations VALUES (5, 'accounts', '0003_created_at_index', now());

INSERT INTO django_migrations VALUES (6, 'people', '0001_person', now());

INSERT INTO django_migrations VALUES (7, 'people', '0002_email', now());

INSERT INTO django_migrations VALUES (8, 'people', '0003_phone', now());

INSERT INTO django_migrations VALUES (9, 'people', '0004_voter_record', now());

INSERT INTO django_migrations VALUES (10, 'people', '0005_voter_id_unique', now());

INSERT INTO django_migrations VALUES (11, 'people', '0006_contact_attempt', now());

INSERT INTO django_migrations VALUES (12, 'people', '0007_name_index', now());

INSERT INTO django_migrations VALUES (13, 'people', '0008_contact_index', now());

INSERT INTO django_migrations VALUES (14, 'audit', '0001_audit_log', now());

INSERT INTO django_migrations VALUES (15, 'audit', '0002_user_id', now());

INSERT INTO django_migrations VALUES (16, 'audit', '0003_detail', now());

INSERT INTO django_migrations VALUES (17, 'audit', '0004_category_and_index', now());

INSERT INTO django_migrations VALUES (18, 'contenttypes', '0002_remove_content_type_name', now());

INSERT INTO django_migrations VALUES (19, 'auth', '0002_alter_permission_name_max_length', now());

INSERT INTO django_migrations VALUES (20, 'auth', '0003_alter_user_email_max_length', now());

INSERT INTO django_migrations VALUES (21, 'auth', '0004_alter_user_username_opts', now());

INSERT INTO django_migrations VALUES (22, 'auth', '0005_alter_user_last_login_null', now());

INSERT INTO django_migrations VALUES (23, 'auth', '0006_require_contenttypes_0002', now());

INSERT INTO django_migrations VALUES (24, 'auth', '0007_alter_validators_add_error_messages', now());

INSERT INTO django_migrations VALUES (25, 'auth', '0008_alter_user_username_max_length', now());

INSERT INTO django_migrations VALUES (26, 'auth', '0009_alter_user_last_name_max_length', now());

INSERT INTO django_migrations VALUES (27, 'auth', '0010_alter_group_name_max_length', now());

INSERT INTO django_migrations VALUES (28, 'auth', '0011_update_proxy_permissions', now());

INSERT INTO django_migrations VALUES (29, 'auth', '0012_alter_user_first_name_max_length', now());

INSERT INTO django_migrations VALUES (30, 'admin', '0001_initial', now());

INSERT INTO django_migrations VALUES (31, 'admin', '0002_logentry_remove_auto_add', now());

INSERT INTO django_migrations VALUES (32, 'admin', '0003_logentry_add_action_flag_choices', now());

INSERT INTO django_migrations VALUES (33, 'sessions', '0001_initial', now());
SELECT pg_catalog.setval('accounts_passwordhistory_id_seq', 1, false);
SELECT pg_catalog.setval('audit_auditlog_id_seq', 1, false);
SELECT pg_catalog.setval('auth_group_id_seq', 1, false);
SELECT pg_catalog.setval('auth_group_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('auth_permission_id_seq', 44, true);
SELECT pg_catalog.setval('auth_user_groups_id_seq', 1, false);
SELECT pg_catalog.setval('auth_user_id_seq', 1, false);
SELECT pg_catalog.setval('auth_user_user_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('django_admin_log_id_seq', 1, false);
SELECT pg_catalog.setval('django_content_type_id_seq', 11, true);
SELECT pg_catalog.setval('django_migrations_id_seq', 33, true);
SELECT pg_catalog.setval('people_contactattempt_id_seq', 1, false);
SELECT pg_catalog.setval('people_person_id_seq', 1, false);
SELECT pg_catalog.setval('people_voterrecord_id_seq', 1, false);

ALTER TABLE ONLY accounts_passwordhistory
    ADD CONSTRAINT accounts_passwordhistory_pkey PRIMARY KEY (id);

ALTER TABLE ONLY audit_auditlog
    ADD CONSTRAINT audit_auditlog_pkey PRIMARY KEY (id);

ALTER TABLE ONLY auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY auth_user_groups
    ADD CONSTRAINT auth_user_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY auth_user_groups
    ADD CONSTRAINT auth_user_groups_user_id_group_id_94350c0c_uniq UNIQUE (user_id, group_id);

ALTER TABLE ONLY auth_user
    ADD CONSTRAINT auth_user_pkey PRIMARY KEY (id);

ALTER TABLE ONLY auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_user_id_permission_id_14a6b632_uniq UNIQUE (user_id, permission_id);

ALTER TABLE ONLY auth_user
    ADD CONSTRAINT auth_user_username_key UNIQUE (username);

ALTER TABLE ONLY django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY people_contactattempt
    ADD CONSTRAINT people_contactattempt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people_person
    ADD CONSTRAINT people_person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people_voterrecord
    ADD CONSTRAINT people_voterrecord_person_id_key UNIQUE (person_id);

ALTER TABLE ONLY people_voterrecord
    ADD CONSTRAINT people_voterrecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people_voterrecord
    ADD CONSTRAINT people_voterrecord_voter_id_7e364b44_uniq UNIQUE (voter_id);
CREATE INDEX accounts_passwordhistory_created_at_70be2aa9 ON accounts_passwordhistory USING btree (created_at);
CREATE INDEX accounts_passwordhistory_user_id_65d84ae8 ON accounts_passwordhistory USING btree (user_id);
CREATE INDEX audit_at_idx ON audit_auditlog USING btree (at);
CREATE INDEX auth_group_name_a6ea08ec_like ON auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON auth_permission USING btree (content_type_id);
CREATE INDEX auth_user_groups_group_id_97559544 ON auth_user_groups USING btree (group_id);
CREATE INDEX auth_user_groups_user_id_6a12ed8b ON auth_user_groups USING btree (user_id);
CREATE INDEX auth_user_user_permissions_permission_id_1fbb5f2c ON auth_user_user_permissions USING btree (permission_id);
CREATE INDEX auth_user_user_permissions_user_id_a95ead1b ON auth_user_user_permissions USING btree (user_id);
CREATE INDEX auth_user_username_6821ab7c_like ON auth_user USING btree (username varchar_pattern_ops);
CREATE INDEX contact_person_at_idx ON people_contactattempt USING btree (person_id, at);
CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON django_admin_log USING btree (content_type_id);
CREATE INDEX django_admin_log_user_id_c564eba6 ON django_admin_log USING btree (user_id);
CREATE INDEX django_session_expire_date_a5c62663 ON django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX people_contactattempt_made_by_id_09ff1d4d ON people_contactattempt USING btree (made_by_id);
CREATE INDEX people_contactattempt_person_id_e6100efb ON people_contactattempt USING btree (person_id);
CREATE INDEX people_voterrecord_voter_id_7e364b44_like ON people_voterrecord USING btree (voter_id varchar_pattern_ops);
CREATE INDEX person_name_idx ON people_person USING btree (last_name, first_name);

ALTER TABLE ONLY accounts_passwordhistory
    ADD CONSTRAINT accounts_passwordhistory_user_id_65d84ae8_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY auth_user_groups
    ADD CONSTRAINT auth_user_groups_group_id_97559544_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY auth_user_groups
    ADD CONSTRAINT auth_user_groups_user_id_6a12ed8b_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permi_permission_id_1fbb5f2c_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_user_id_a95ead1b_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY people_contactattempt
    ADD CONSTRAINT people_contactattempt_made_by_id_09ff1d4d_fk_auth_user_id FOREIGN KEY (made_by_id) REFERENCES auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY people_contactattempt
    ADD CONSTRAINT people_contactattempt_person_id_e6100efb_fk_people_person_id FOREIGN KEY (person_id) REFERENCES people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY people_voterrecord
    ADD CONSTRAINT people_voterrecord_person_id_5a8304a4_fk_people_person_id FOREIGN KEY (person_id) REFERENCES people_person(id) DEFERRABLE INITIALLY DEFERRED;
