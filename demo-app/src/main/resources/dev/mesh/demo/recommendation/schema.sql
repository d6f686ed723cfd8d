create table if not exists last_view (
  user_id text primary key,
  sku text not null
);

-- Both directions are kept, so that one index serves.
create table if not exists co_view (
  sku text not null,
  other text not null,
  views bigint not null,
  primary key (sku, other)
);
