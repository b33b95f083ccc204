package dev.cartpool

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.PrintStream

/** Runs a program of this machine's and answers what it wrote. */
private fun printed(program: () -> Unit): String {
    val (bytes, before) = ByteArrayOutputStream() to System.out
    System.setOut(PrintStream(bytes, true, Charsets.UTF_8))
    try {
        program()
    } finally {
        System.setOut(before)
    }
    return bytes.toString(Charsets.UTF_8)
}

private fun run(type: String): String =
    printed { Class.forName(type).getMethod("main").invoke(null) }

/** The three stories that every language tells, and what the readmes show. */
class StoriesTest {
    @TestFactory
    fun `a story says what it says in every language`(): List<DynamicTest> {
        val told = root.resolve("examples/stories").listFiles { file -> file.extension == "txt" }.orEmpty().sorted()
        assertEquals(3, told.size)
        return told.map { file ->
            val name = file.nameWithoutExtension
            dynamicTest(name) {
                val lines = root.resolve("examples/kotlin/stories/$name.kt").readLines()
                assertTrue(lines.size <= 80, "$name has ${lines.size} lines")
                val type = "stories.$name.${name.replaceFirstChar(Char::uppercase)}Kt"
                assertEquals(file.readText(), run(type))
            }
        }
    }

    /** `test.sh` has made a program of each block; what a line prints stands behind it. */
    @TestFactory
    fun `what a readme shows runs, and prints what it says`(): List<DynamicTest> {
        val blocks = File(System.getProperty("cartpool.snippets")).listFiles().orEmpty().sorted()
        assertTrue(blocks.size >= 2, "there are blocks of Kotlin in the readmes")
        return blocks.map { block ->
            dynamicTest(block.name) {
                val said = Regex("""println\(.*\) *// (.*)""").findAll(block.readText()).map { it.groupValues[1] }.toList()
                val name = block.nameWithoutExtension
                val printed = run("snippets.$name.${name.replaceFirstChar(Char::uppercase)}Kt").lines()
                assertEquals(said, printed.filter { it in said })
            }
        }
    }
}
