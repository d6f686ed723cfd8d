package dev.mesh.demo.web;

import dev.mesh.demo.storage.OnSqlite;

@OnSqlite
class SqliteShopApiTests extends ShopApiTests {

}
