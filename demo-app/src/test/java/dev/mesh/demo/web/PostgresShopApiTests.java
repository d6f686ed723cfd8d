package dev.mesh.demo.web;

import dev.mesh.demo.storage.OnPostgres;

@OnPostgres
class PostgresShopApiTests extends ShopApiTests {

}
