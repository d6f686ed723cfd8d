package dev.mesh.demo.checkout;

import dev.mesh.demo.storage.OnPostgres;

@OnPostgres
class PostgresCheckoutTests extends CheckoutTests {

}
