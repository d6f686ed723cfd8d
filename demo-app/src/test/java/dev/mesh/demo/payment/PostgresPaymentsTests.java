package dev.mesh.demo.payment;

import dev.mesh.demo.storage.OnPostgres;

@OnPostgres
class PostgresPaymentsTests extends PaymentsTests {

}
