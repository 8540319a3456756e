/** npm start help */
export async function help(): Promise<number> {
  process.stdout
    .write(`A workshop about doing several things at once in TypeScript: read a lesson, predict what its program prints,
run it, and solve an exercise that a coach checks.

  npm start                    work on the next exercise: checked whenever you save it (q leaves)
  npm start 3                  where lesson and exercise of step 3 are, and its program; words after 3 go to the program
  npm start 3 instant          the same program on the virtual clock, which does not wait
  npm start list               all steps, and what is done
  npm start check 3            check the exercise of step 3        npm start check all    check all of them
  npm start hint 3             one hint more                       npm start hint 3 all   for one function
  npm start solution 3         your answer against the solution    npm start solution 3 reveal   before it passes
  npm start reset 3            the exercise as it was; a copy of yours is kept
  npm start predict 3          say what a step prints before you run it
  npm start next               what to do next
  npm start timeline 3         a picture of a run                  npm start loop 3       the event loop, step by step

A step is a number or a name: 3, 03, 03-promise-all and promise-all are the same. With --json, list and check answer
tools; npm wants options after --, as in: npm start list -- --json
`);
  return 0;
}
