package dev.mesh.demo.inventory;

import dev.mesh.demo.storage.OnPostgres;

@OnPostgres
class PostgresInventoryTests extends InventoryTests {

}
