package dev.mesh.demo.inventory;

import dev.mesh.demo.storage.OnSqlite;

@OnSqlite
class SqliteInventoryTests extends InventoryTests {

}
