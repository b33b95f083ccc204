package dev.cartpool

import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import java.io.File

/** Every scenario that every host plays. */
class VectorsTest {
    @TestFactory
    fun `the scenarios hold`(): List<DynamicTest> {
        val folder = System.getenv("CARTPOOL_VECTORS")?.let(::File) ?: root.resolve("tests/vectors")
        val files = folder.listFiles { file -> file.extension == "cart" }.orEmpty().sorted()
        assertTrue(files.isNotEmpty(), "there are scenarios in $folder")
        return files.map { file -> dynamicTest(file.name) { assertTrue(Scenario(file).play() > 0) } }
    }
}
